"""Finds journeys in event logs: what happens, in which order, how long it takes; and drafts a map of it."""
