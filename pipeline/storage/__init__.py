"""The blog on disk: settings, paths, atomic writes."""
