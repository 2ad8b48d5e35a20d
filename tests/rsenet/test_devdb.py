"""The embedded PostgreSQL survives what happens to programs."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from rsenet.devdb import Cluster, ClusterError
from rsenet.devpg import places

ROOT = Path(__file__).resolve().parents[2]
USE_IT = """
import sys, time
from pathlib import Path
from rsenet.devdb import Cluster
Cluster(Path(sys.argv[1])).ensure()
print("ready", flush=True)
time.sleep(60)
"""

pytestmark = pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="another PostgreSQL is used")


@contextmanager
def _open_folder():
    """Pytest's own temporary folders are closed to the account that runs PostgreSQL for root."""
    with tempfile.TemporaryDirectory(prefix="rsenet-") as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


@pytest.fixture(scope="module")
def folder():
    """One cluster for most of these."""
    with _open_folder() as folder:
        yield folder / "pg"
        Cluster(folder / "pg").kill()


@pytest.fixture
def tmp_path():
    with _open_folder() as folder:
        yield folder


@pytest.fixture
def cluster(folder):
    cluster = Cluster(folder)
    cluster.ensure()
    yield cluster
    cluster.leave()


def _ask(cluster, question="select 1"):
    with psycopg.connect(host=str(cluster.ensure()), user="rsenet", dbname="rsenet") as connection:
        return connection.execute(question).fetchone()[0]


def _postmaster(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def _wait(condition, seconds=10):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


def test_it_folds_case_and_accents_whatever_the_callers_locale(cluster):
    assert _ask(cluster, "select upper('été')") == "ÉTÉ"
    assert _ask(cluster, "select version()").startswith("PostgreSQL 18")


def test_it_keeps_its_promises_to_the_disk(cluster):
    """L-01: what was acknowledged is on the disk."""
    values = [_ask(cluster, f"show {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")]

    assert values == ["on", "on", "on"]


def test_it_stops_with_its_last_user(cluster):
    assert cluster.leave()
    assert not cluster.ready()
    assert not (cluster.data / "postmaster.pid").exists()


def test_it_stays_for_its_other_users_and_stops_when_they_are_killed(cluster):
    with subprocess.Popen(
        [sys.executable, "-c", USE_IT, str(cluster.asked)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "ready\n"

        assert not cluster.leave()
        assert cluster.ready()
        other.kill()

    assert _wait(lambda: not cluster.ready())


def test_it_comes_back_after_kill_9_with_what_it_was_told(cluster):
    with psycopg.connect(host=str(cluster.sock), user="rsenet", dbname="rsenet") as connection:
        connection.execute("create table if not exists kept (n int)")
        connection.execute("truncate kept")
        connection.execute("insert into kept values (42)")

    os.kill(_postmaster(cluster), signal.SIGKILL)

    assert _wait(lambda: not cluster.ready())
    assert _ask(cluster, "select n from kept") == 42


def test_it_comes_back_when_its_keeper_is_killed_too(cluster):
    keeper, postmaster = int((cluster.root / "keeper").read_text()), _postmaster(cluster)

    for process in (keeper, postmaster):
        os.kill(process, signal.SIGKILL)

    assert _wait(lambda: not cluster.ready())
    assert _ask(cluster) == 1


def test_a_stale_lock_file_with_the_pid_of_another_program_does_not_stop_it(cluster):
    cluster.leave()
    stranger = os.getpid()
    (cluster.data / "postmaster.pid").write_text(
        f"{stranger}\n{cluster.data}\n1\n5432\n{cluster.sock}\n\n0 0\nready   \n"
    )
    (cluster.sock / ".s.PGSQL.5432.lock").write_text(f"{stranger}\n")

    assert not cluster.ready()
    assert _ask(cluster) == 1


def test_several_who_come_first_at_once_get_one_server(cluster):
    cluster.leave()

    comers = [
        subprocess.Popen(
            [sys.executable, "-c", USE_IT, str(cluster.asked)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    said = [comer.stdout.readline() for comer in comers]
    for comer in comers:
        comer.kill()
        comer.communicate()

    assert said == ["ready\n"] * 3
    assert "already running" not in cluster.log.read_text()


def test_a_folder_too_deep_for_a_socket_gets_its_socket_elsewhere(tmp_path):
    deep = Cluster(tmp_path / ("d" * 100) / "pg")

    assert len(str(deep.sock)) < 60
    assert deep.sock != Cluster(tmp_path / ("e" * 100) / "pg").sock


def test_a_file_in_the_way_is_one_sentence(tmp_path):
    (tmp_path / "pg").write_text("")

    with pytest.raises(ClusterError, match=r"pg cannot be used: File exists\.$"):
        Cluster(tmp_path / "pg").ensure()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the data to another account")
def test_below_a_closed_home_the_data_goes_where_it_can_be_reached(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    monkeypatch.setattr(places, "ELSEWHERE", Path("/var/lib/rsenet-tests"))
    here = Cluster(home / "clone" / "var" / "pg", safe=False)

    assert here._join() is None
    assert here.asked.is_symlink()
    assert here.root.parent == Path("/var/lib/rsenet-tests")
    assert home.stat().st_mode & 0o777 == 0o700
    here.leave()
    shutil.rmtree(places.ELSEWHERE)
