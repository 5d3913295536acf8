"""The embedded CMS: WordPress's REST dialect over SQLite, and the public pages."""
