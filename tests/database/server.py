"""A server of PostgreSQL that the tests have to themselves."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=4GB"


def programs() -> Path | None:
    """The folder of the server's programs; Debian keeps them out of the path."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb"), *map(Path, filter(None, [shutil.which("initdb")]))]
    return found[-1].resolve().parent if found else None


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Run a server; gives the folder of its socket."""
    folder_of = programs()
    # it does not run as root; and a socket's path has to be short
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, "postgres")

        def run(program: str, *arguments: str) -> None:
            # into a file: the server would keep a pipe open
            with Path(folder, "programs.log").open("ab") as log:
                command = [*user, f"{folder_of}/{program}", *arguments]
                subprocess.run(command, check=True, cwd="/", stdout=log, stderr=log)

        data = ["-D", f"{folder}/data"]
        run("initdb", *data, "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", *data, "-w", "-o", f"{OPTIONS} -c unix_socket_directories={folder}", "start")
        try:
            yield folder
        finally:
            run("pg_ctl", *data, "-m", "immediate", "stop")


@contextlib.contextmanager
def database(folder: str) -> Iterator[str]:
    """Make an empty database on a server; gives its URL."""
    import psycopg

    name = f"test_{os.urandom(6).hex()}"
    with psycopg.connect(host=folder, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield f"postgresql://postgres@/{name}?host={folder}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
