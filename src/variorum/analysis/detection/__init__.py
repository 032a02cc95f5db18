"""Finding the series in a pile of documents."""
