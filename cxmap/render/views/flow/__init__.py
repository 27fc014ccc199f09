"""The flow: the way through touchpoints and channels as a graph. Graphviz finds the places, the scene draws it."""

from cxmap.render.views.flow.layout import draw_flow

__all__ = ["draw_flow"]
