"""Reading in a process of its own, which ends when it takes too long or too much."""
