"""The commands of `variorum reuse`."""
