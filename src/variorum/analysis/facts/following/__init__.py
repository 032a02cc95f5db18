"""Follows the facts of one statement into another, and through a series."""
