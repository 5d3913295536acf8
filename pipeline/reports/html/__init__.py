"""The state of a blog as pages that open without a server and ask for nothing from elsewhere."""
