"""A live preview: maps are drawn again when their files change, and a page in the browser follows."""

from cxmap.serve.previews import Finding, Page, Previews, Seen
from cxmap.serve.server import PreviewServer
from cxmap.serve.watching import Stamp, stamp_of, watch

__all__ = ["Finding", "Page", "PreviewServer", "Previews", "Seen", "Stamp", "stamp_of", "watch"]
