"""What holds statements: zip files, web archives, feeds, tables, mail, lists of records."""
