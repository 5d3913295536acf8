"""Text in, pieces out: each format is cut into segments and the text between; parsers only look."""
