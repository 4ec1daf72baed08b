"""Kills, faults and races against the atomic change; `python -m tests.ground` runs them large."""
