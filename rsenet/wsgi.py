"""What the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rsenet.settings")
application = get_wsgi_application()

# What is loaded now stays: Python need not look through it for what could go, which took 30 ms every hundred pages.
resolve("/")  # loads every address, view and form
gc.collect()
gc.freeze()
