"""From a text to what is said about it."""
