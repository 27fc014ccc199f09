"""Reads what systems have written down: files, through DuckDB, which hands back counts alone."""
