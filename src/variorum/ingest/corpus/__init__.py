"""Documents of a corpus from tables of any size: a row a document, its text and what is said of it in columns."""
