"""One function per command: reads, calls the pure parts, writes, and returns what happened."""
