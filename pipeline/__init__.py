"""Tvilling keeps the English and the Swedish version of every blog post in step."""
