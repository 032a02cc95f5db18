"""Pages and documents from alignments: one renderer a format."""
