"""What git knows: which files changed, and what they held at a revision."""

from cxmap.git.changed import changed_files
from cxmap.git.history import Commit, Step, points_of, steps_of, with_steps_of
from cxmap.git.repository import Repository

__all__ = ["Commit", "Repository", "Step", "changed_files", "points_of", "steps_of", "with_steps_of"]
