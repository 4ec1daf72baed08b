"""Measurements of the verbs against plain Python and git, paired in one run, as ratios."""
