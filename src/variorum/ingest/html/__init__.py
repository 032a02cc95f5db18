"""Web pages: the body in order, all else typed as furniture."""
