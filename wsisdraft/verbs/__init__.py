"""What may happen to a text; one verb a file."""
