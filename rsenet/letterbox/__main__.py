"""`python -m rsenet.letterbox [--ports SMTP PAGES]`: a mail server and its pages on 127.0.0.1, until told to end."""

import argparse
import asyncio
import threading

from rsenet.env import DATA_DIR, env
from rsenet.letterbox.pages import Server
from rsenet.letterbox.receiving import receive

HOST = "127.0.0.1"
PORTS = (1025, 8025)  # where catchers of mail usually listen


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m rsenet.letterbox", description=__doc__)
    parser.add_argument(
        "--ports", type=int, nargs=2, metavar=("SMTP", "PAGES"), help="given by make demo, which says so"
    )
    given = parser.parse_args().ports
    smtp, pages = given or PORTS
    folder = DATA_DIR / "mail"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    product = env.str("RSENET_BASE_URL", f"http://{HOST}:{env.int('PORT', 8000)}").rstrip("/")
    server = Server((HOST, pages), folder, product)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if not given:
        print(f"Mails are taken on {HOST}:{smtp} and shown on http://{HOST}:{pages}", flush=True)
    asyncio.run(receive(folder, HOST, smtp))


if __name__ == "__main__":
    main()
