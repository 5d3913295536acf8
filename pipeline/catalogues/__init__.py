"""Messages and their translations: collecting, merging, counting, and the .po format."""
