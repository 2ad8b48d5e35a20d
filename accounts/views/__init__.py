"""People: the directory, a profile, one's own pages."""
