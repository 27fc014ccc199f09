"""Local images and logos: read, proven harmless, and embedded."""
