"""Puts results into words and formats: text for people, JSON for programs, annotations for CI."""
