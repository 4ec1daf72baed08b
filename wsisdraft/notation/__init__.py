"""From characters to values and back: brackets, front matter, files, splices."""
