"""The product and the lab page behind one server, so that both are measured in the same processes."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")

from rsenet.wsgi import application as product
from tests.bench.yardstick import application as yardstick


def application(environ, start_response):
    if environ["PATH_INFO"] == "/yardstick/":
        return yardstick(environ, start_response)
    return product(environ, start_response)
