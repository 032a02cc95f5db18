"""Passages that stand in several documents, word for word or reworded: found in a corpus, joined into families."""
