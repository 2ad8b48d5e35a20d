"""The product's settings with what tests need otherwise; nothing here changes behaviour."""

import os

os.environ.setdefault("RSENET_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("RSENET_LOCAL", "1")

from rsenet.databases import databases
from rsenet.env import env
from rsenet.settings import *  # noqa: F403
from rsenet.settings import DATA_DIR

DATABASES = databases(env, DATA_DIR, process="command", folder="test-pg")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STRICT_TEMPLATES = True
