"""The values of a negotiating text, frozen; no file, clock or git in this room."""
