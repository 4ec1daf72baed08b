"""Report values to one output format a file."""
