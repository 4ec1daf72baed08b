"""Negotiation verbs over a git-backed plain-text draft."""

__version__ = "0.1.0"
