"""Draws maps: layout → scene → SVG and HTML. Layout never touches markup, and templates never lay out."""
