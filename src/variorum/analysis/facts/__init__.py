"""What a statement says: a reader for each kind of fact, and what became of the facts from issue to issue."""
