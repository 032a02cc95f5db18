"""From digits and number words to figures: values, ranges, units, what is counted and what happened to it."""
