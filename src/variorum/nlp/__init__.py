"""Language models: the only place where spaCy is loaded."""
