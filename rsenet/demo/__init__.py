"""An invented company whose network is alive: what `manage.py demo` fills the database with. The words are in data/."""
