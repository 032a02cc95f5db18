"""Documents added to what was found: only what they touch is found again, and the whole is as if found at once."""
