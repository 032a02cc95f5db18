"""Runs of reuse: found, grown and asked."""
