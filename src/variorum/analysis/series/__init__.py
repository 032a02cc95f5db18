"""The life of every line of a series: how it is traced, and what a reader asks of it."""
