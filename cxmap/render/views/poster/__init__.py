"""The poster: header, lanes, emotion curve and legend, laid out on sheets of a paper size."""

from cxmap.render.views.poster.pages import PosterOptions, draw_poster

__all__ = ["PosterOptions", "draw_poster"]
