"""The way to a CMS: HTTP transport and WordPress's dialect of REST."""
