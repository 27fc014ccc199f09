"""Formulas on counts: intervals, tests, trends. Each names its source, and is tested against scipy or statsmodels."""
