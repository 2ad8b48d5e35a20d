"""`manage.py worker` on the test's own database, its letters going to a mail server of ours."""

import os
import subprocess
import sys
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def start_worker(smtp_port: int) -> subprocess.Popen:
    params = connection.get_connection_params()
    host = quote(params.get("host") or "", safe="")
    url = f"postgres://{params.get('user', '')}:{params.get('password', '')}@{host}:{params.get('port', '')}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "rsenet.settings",
        "DATABASE_URL": f"{url}/{connection.settings_dict['NAME']}",
        "RSENET_SMTP_HOST": "127.0.0.1",
        "RSENET_SMTP_PORT": str(smtp_port),
        "RSENET_SMTP_TLS": "0",
    }
    return subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=settings.BASE_DIR, env=environment)
