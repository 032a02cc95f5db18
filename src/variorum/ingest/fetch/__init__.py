"""Fetching web addresses: what leads there, what is refused, what is recorded."""
