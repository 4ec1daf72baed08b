"""alt: alternative wordings of a paragraph."""
