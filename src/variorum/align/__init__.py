"""Pure collation of two segmented texts: beads, edits, moves."""
