"""Measurements as text, JSON, CSV and Markdown."""
