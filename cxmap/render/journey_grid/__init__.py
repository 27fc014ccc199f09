"""The grid of a journey: stages and touchpoints across, rows under them. Columns are as wide as their content needs."""
