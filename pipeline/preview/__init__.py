"""Posts and their translations side by side, as a reader will see them, from the working files."""
