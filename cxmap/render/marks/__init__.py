"""Small signs that views share: icons, faces, badges, chips, numbers and the mark of a gap."""
