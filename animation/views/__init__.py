"""The host's place of work."""
