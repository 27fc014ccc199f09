"""Fonts for the formats that must bring their own: which are on this machine, and which characters they can draw."""
