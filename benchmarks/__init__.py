"""How fast variorum is, measured in ratios to something everybody has."""
