"""Time and CPU of requests: the client's clock, and what the kernel counts for the server and its PostgreSQL."""

import http.client
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

type Ask = Callable[[http.client.HTTPConnection], tuple[int, int]]


def children_of(pid: int) -> list[int]:
    """A process and all that it started."""
    found, frontier = [pid], [pid]
    while frontier:
        try:
            text = "".join(p.read_text() for p in Path(f"/proc/{frontier.pop()}/task").glob("*/children"))
        except OSError:
            continue
        new = [int(child) for child in text.split()]
        found += new
        frontier += new
    return found


def cpu_seconds(pids: list[int]) -> float:
    """CPU time of these processes so far, every thread counted to the nanosecond."""
    total = 0
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                total += int(task.read_text().split()[0])
            except OSError:
                continue
    return total / 1e9


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


@dataclass
class Result:
    name: str
    walls: list[float] = field(default_factory=list)
    crowded: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)  # per request, one figure a round
    bytes: int = 0
    statements: int = 0

    def row(self, yardstick_cpu: float) -> dict[str, object]:
        cpu = statistics.median(self.cpu)
        return {
            "page": self.name,
            "p50_ms": quantile(self.walls, 50),
            "p95_ms": quantile(self.walls, 95),
            "p99_ms": quantile(self.walls, 99),
            "p50_ms_16": quantile(self.crowded, 50),
            "p95_ms_16": quantile(self.crowded, 95),
            "p99_ms_16": quantile(self.crowded, 99),
            "cpu_ms": round(cpu * 1000, 2),
            "ratio": round(cpu / yardstick_cpu, 2),
            "statements": self.statements,
            "bytes": self.bytes,
        }


def quantile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1000, 1)


def timed(connection: http.client.HTTPConnection, ask: Ask) -> tuple[float, int]:
    started = time.perf_counter()
    status, size = ask(connection)
    if status not in (200, 201, 303):
        raise RuntimeError(f"answered {status}")
    return time.perf_counter() - started, size


def alone(port: int, ask: Ask, count: int) -> tuple[list[float], int]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    done = [timed(connection, ask) for _ in range(count)]
    connection.close()
    return [wall for wall, _ in done], done[-1][1]


def crowded(port: int, ask: Ask, count: int, clients: int = 16) -> list[float]:
    with ThreadPoolExecutor(clients) as pool:
        rounds = pool.map(lambda _: alone(port, ask, max(1, count // clients))[0], range(clients))
        return [wall for walls in rounds for wall in walls]
