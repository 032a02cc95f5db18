"""Runs of reuse drawn as text, as tables and for programs."""
