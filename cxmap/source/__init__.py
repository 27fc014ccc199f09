"""From the bytes of a file to plain data with exact positions, in one walk over the YAML parser's events."""

from cxmap.source.parsing import Source, parse
from cxmap.source.reading import decode, read_text

__all__ = ["Source", "decode", "parse", "read_text"]
