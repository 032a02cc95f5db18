"""What alignments say: summaries."""
