"""Whether the pages of this container answer: exit 0 or 1, for its health check."""

import sys
import urllib.request
from urllib.parse import urlsplit

from rsenet.env import env


def main() -> int:
    host = urlsplit(env.str("RSENET_BASE_URL", "http://localhost")).netloc
    request = urllib.request.Request(f"http://127.0.0.1:{env.int('PORT', 8000)}/healthz", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=4):  # noqa: S310 - our own address
            return 0
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
