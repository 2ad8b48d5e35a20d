"""Which database, and how long a statement may take (L-07)."""

import pytest
from environs import Env, EnvError

from rsenet.databases import databases


@pytest.fixture
def env(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Env()


def test_without_an_address_it_is_the_embedded_one(env, tmp_path):
    default = databases(env, tmp_path, process="web")["default"]

    assert default["ENGINE"] == "rsenet.devpg"
    assert default["EMBEDDED"] == {"folder": str(tmp_path / "pg"), "safe": True, "patient": False}


def test_an_address_decides(env, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://rse:pass@db.example.org:5433/net?sslmode=require")

    default = databases(env, tmp_path, process="web")["default"]

    assert (default["HOST"], default["PORT"], default["NAME"]) == ("db.example.org", 5433, "net")
    assert default["OPTIONS"]["sslmode"] == "require"
    assert not list(tmp_path.iterdir())


def test_an_address_of_another_kind_of_database_is_refused(env, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://rse@127.0.0.1/rse")

    with pytest.raises(EnvError, match="not PostgreSQL"):
        databases(env, tmp_path)


@pytest.mark.parametrize(("process", "limit"), [("web", "5s"), ("worker", "60s")])
def test_statements_of_pages_and_jobs_are_cut_off_in_time(env, tmp_path, process, limit):
    options = databases(env, tmp_path, process=process)["default"]["OPTIONS"]["options"]

    assert f"-c statement_timeout={limit}" in options
    assert "-c lock_timeout=2s" in options
    assert "-c idle_in_transaction_session_timeout=" in options


def test_commands_may_take_their_time(env, tmp_path):
    assert databases(env, tmp_path, process="command")["default"]["OPTIONS"]["options"] == ""


def test_connections_are_kept_and_checked(env, tmp_path):
    """L-02: none of the first requests after a restart of PostgreSQL fails."""
    default = databases(env, tmp_path)["default"]

    assert default["CONN_MAX_AGE"] is None
    assert default["CONN_HEALTH_CHECKS"] is True
