"""window: the times in which stakeholders are asked to send in."""
