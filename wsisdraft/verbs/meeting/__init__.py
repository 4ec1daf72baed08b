"""meeting: the meetings of the process."""
