"""What a character is to a token: part of one, one by itself, nothing, or an end of one."""

from __future__ import annotations

# An IGNORED one stands in a word and is no part of it; a HYPHEN before a BREAK is no end of one.
MARK, WORD, ALONE, IGNORED, HYPHEN, BREAK, SPACE = range(7)
# Longer forms than one character stand in a list; this bit says that the rest is a place in it.
LISTED = 1 << 31
