"""Text in, pieces out: every format is cut into segments and the text between them, and nothing is written by a parser."""
