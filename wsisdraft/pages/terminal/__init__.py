"""Report values to lines of styled text; the screen alone knows colours."""
