"""From the errors of pydantic's core to diagnostics: at the right place, in words that say what is allowed."""

from cxmap.validation.explaining import explain, full_width_mark, thing_at
from cxmap.validation.fixes import respelt

__all__ = ["explain", "full_width_mark", "respelt", "thing_at"]
