"""What can be wrong with a translation: one rule, one file, and a table of them."""
