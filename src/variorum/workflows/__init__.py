"""The only place where rooms meet: each function answers one question of a user."""
