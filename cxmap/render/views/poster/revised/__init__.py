"""The poster of a newer version, with what has happened since an older one marked where it stands."""

from __future__ import annotations

from cxmap.render.views.poster.revised.revision import Revision, revise

__all__ = ["Revision", "revise"]
