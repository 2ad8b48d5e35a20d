"""What `make demo` and `make run` start: the database, then pages and background jobs side by side."""
