"""From bytes to texts: one reader a format."""
