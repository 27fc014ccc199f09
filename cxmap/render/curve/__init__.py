"""The emotion curve: its figures, its geometry, and how it is drawn, large or as a sparkline."""
