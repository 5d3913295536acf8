"""Findings and coverage in the forms people and machines read."""
