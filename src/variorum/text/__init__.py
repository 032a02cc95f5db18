"""Pure functions on one text: tokens, atoms, segments."""
