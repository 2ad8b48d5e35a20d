"""Our PostgreSQL backend over the embedded server, which starts with the first connection and not before."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql.client import DatabaseClient as PostgresClient

from rsenet.devdb import PORT, RECOVER_SECONDS, START_SECONDS, USER, Cluster, ClusterError
from rsenet.postgres import base


class DatabaseClient(PostgresClient):
    def runshell(self, parameters: Iterable[str]) -> None:
        from rsenet.devpg.server import wheel

        settings = self.connection.settings_dict
        settings["HOST"] = self.connection.get_connection_params()["host"]
        settings["USER"], settings["PORT"] = USER, PORT
        self.executable_name = shutil.which("psql") or str(wheel() / "pginstall" / "bin" / "psql")
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        embedded = self.settings_dict["EMBEDDED"]
        cluster = Cluster(Path(embedded["folder"]), safe=embedded["safe"])
        try:
            socket = cluster.ensure(START_SECONDS if embedded["patient"] else RECOVER_SECONDS)
        except ClusterError as error:
            raise self.Database.OperationalError(str(error)) from error
        return super().get_connection_params() | {"host": str(socket), "port": PORT, "user": USER}
