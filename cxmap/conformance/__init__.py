"""Holds what people did, as an event log shows it, against the ways that a map draws."""
