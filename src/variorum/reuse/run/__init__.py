"""A run on the disk: a folder of tables that any tool for Parquet opens, and what it was made of."""
