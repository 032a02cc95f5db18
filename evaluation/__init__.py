"""How good the answers are: measured on human judgements kept beside the project."""
