"""The demonstration: the history that leads to the texts of `drafts/`, told in verbs."""
