"""Measures maps: figures of the data that a workspace names, each with its interval, method and n."""
