"""Who demands, condemns, promises what, of whom; and who is said to have said what."""
