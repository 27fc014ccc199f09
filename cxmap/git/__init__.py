"""What git knows: which files changed, and what they held at a revision."""

from cxmap.git.changed import changed_files
from cxmap.git.repository import Repository

__all__ = ["Repository", "changed_files"]
