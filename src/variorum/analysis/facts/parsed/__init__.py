"""Facts from the grammar that a language model sees, joined with those of the rules."""
