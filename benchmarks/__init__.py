"""How long the work takes on a large blog, measured as whole commands."""
