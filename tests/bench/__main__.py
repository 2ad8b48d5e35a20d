"""`make bench`: what the pages cost on a network of a given size, beside the lab page measured in the same run.

One JSON object a line, then a table. CPU is that of the web processes and their PostgreSQL together, per request.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path

FOLDER = Path(os.environ.get("RSENET_DATA_DIR") or "var").resolve() / "bench"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    for name, default in {"people": 1000, "communities": 40, "posts": 20_000, "replies": 100_000}.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", nargs="*", help="only these, the lab page always")
    parser.add_argument("--requests", type=int, default=60, help="per page and round")
    return parser.parse_args()


def prepare(options: argparse.Namespace) -> None:
    """A database of its own, filled; Django ready in this process too."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        os.environ["PORT"] = str(free.getsockname()[1])
    os.environ |= {
        "RSENET_DATA_DIR": str(FOLDER),
        "RSENET_LOCAL": "1",
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
    }
    os.environ.setdefault("RSENET_SECRET_KEY", uuid.uuid4().hex * 2)
    import django

    sys.argv[0] = "manage.py"  # a command: no statement limit while the network is made
    django.setup()
    from django.core.management import call_command

    from tests.bench.generate import Size, current, generate, restore

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    size = Size(options.people, options.communities, options.posts, options.replies)
    if current() != size:
        print(f"Making {size}…", file=sys.stderr)
        generate(size)
    else:
        restore()


def main() -> int:
    options = arguments()
    prepare(options)
    from tests.bench import measure, pages

    port = int(os.environ["PORT"])
    server = subprocess.Popen([sys.executable, "-m", "tests.bench.server"])
    try:
        _wait(port)
        asked = pages.all_of(port)
        if options.pages:
            asked = {name: ask for name, ask in asked.items() if name in {"yardstick", *options.pages}}
        database = pages.postmaster()
        results = {name: measure.Result(name, statements=pages.statements(name)) for name in asked}
        for ask in asked.values():
            measure.alone(port, ask, 8)  # warm
        for _ in range(options.rounds):
            for name, ask in asked.items():
                pids = measure.children_of(server.pid) + measure.children_of(database)
                before = measure.cpu_seconds(pids)
                walls, results[name].bytes = measure.alone(port, ask, options.requests)
                results[name].cpu.append((measure.cpu_seconds(pids) - before) / options.requests)
                results[name].walls += walls
        for name, ask in asked.items():
            results[name].crowded = measure.crowded(port, ask, options.requests * 4)
        memory = [round(measure.memory_mb(pid)) for pid in measure.children_of(server.pid)]
    finally:
        server.terminate()
        server.wait(20)
    report(results, memory)
    return 0


def report(results: dict[str, "measure.Result"], memory: list[int]) -> None:  # noqa: F821
    import statistics

    unit = statistics.median(results["yardstick"].cpu)
    rows = [result.row(unit) for result in results.values()]
    for row in rows:
        print(json.dumps(row))
    print(json.dumps({"web_processes_mb": memory}))
    columns = ["page", "cpu_ms", "ratio", "p50_ms", "p95_ms", "p99_ms", "p50_ms_16", "p95_ms_16", "statements", "bytes"]
    print("\n" + "".join(f"{column:>14}" for column in columns))
    for row in rows:
        print("".join(f"{row[column]!s:>14}" for column in columns))


def _wait(port: int, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not answer.")


if __name__ == "__main__":
    sys.exit(main())
