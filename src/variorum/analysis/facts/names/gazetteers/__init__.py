"""Tables of names, written for variorum: spellings and what they name, without any word on status, border or rank."""
