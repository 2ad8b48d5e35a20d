"""Django's PostgreSQL backend, which does not ask a connection at each request how it is."""
