"""Real database servers, each in a folder of its own, run by a user without privileges, gone after the test."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "p@ss/w:rd%20?#'\\"  # nothing of which may get lost in a URL
_PATIENCE = 60


def postgres_binary(name: str) -> str | None:
    """Return where a program of PostgreSQL is; Debian keeps them out of the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(found[0]) if found else shutil.which(name)


def mariadb_binary(name: str) -> str | None:
    """Return where a program of MariaDB is."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def postgres() -> Iterator[str]:
    """Run PostgreSQL, with a database `cx` and a user `reader` who has `PASSWORD`; yield its address, `host:port`."""
    initdb, server = postgres_binary("initdb"), postgres_binary("postgres")
    assert initdb is not None
    assert server is not None
    with _folder() as folder:
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        data = str(folder / "data")
        _run([initdb, "-D", data, "-U", "reader", "-E", "UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", "--no-sync",
              f"--pwfile={folder / 'password'}"], folder)  # fmt: skip
        port = free_port()
        command = [
            server,
            "-D",
            data,
            "-k",
            str(folder),
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-F",
            "-c",
            "timezone=Asia/Shanghai",
        ]
        with _server(command, folder, signal.SIGINT, port):
            yield f"127.0.0.1:{port}"


@contextmanager
def mariadb() -> Iterator[str]:
    """Run MariaDB, with a user `reader` who has `PASSWORD`; yield its address, `host:port`."""
    install, server = mariadb_binary("mariadb-install-db"), mariadb_binary("mariadbd")
    assert install is not None
    assert server is not None
    with _folder() as folder:
        data = str(folder / "data")
        (folder / "data").mkdir(mode=0o777)
        (folder / "data").chmod(0o777)
        quoted = PASSWORD.replace("\\", "\\\\").replace("'", "\\'")
        (folder / "user.sql").write_text(
            f"CREATE DATABASE cx;\nCREATE USER reader@'%' IDENTIFIED BY '{quoted}';\nGRANT ALL ON *.* TO reader@'%';\n", encoding="utf-8"
        )  # fmt: skip
        _run(
            [
                install,
                "--no-defaults",
                f"--datadir={data}",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
            ],
            folder,
        )
        port = free_port()
        command = [server, "--no-defaults", f"--datadir={data}", f"--socket={folder}/s", "--bind-address=127.0.0.1", f"--port={port}",
                   f"--init-file={folder / 'user.sql'}", "--default-time-zone=+08:00", "--innodb-flush-log-at-trx-commit=0",
                   f"--pid-file={folder}/pid"]  # fmt: skip
        with _server(command, folder, signal.SIGTERM, port):
            yield f"127.0.0.1:{port}"


def _user() -> str | None:
    """Return as whom a server runs: not as root, who is refused."""
    return "nobody" if os.geteuid() == 0 else None


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="cxmap-server-"))
    try:
        user = _user()
        if user is not None:
            account = pwd.getpwnam(user)
            os.chown(folder, account.pw_uid, account.pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, user=_user(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def _server(command: Sequence[str], folder: Path, stop: signal.Signals, port: int) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, user=_user(), stdout=log, stderr=log)
    try:
        end = time.monotonic() + _PATIENCE
        while not _listens(port):
            assert process.poll() is None, (folder / "log").read_text(errors="replace")
            assert time.monotonic() < end, (folder / "log").read_text(errors="replace")
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(stop)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        number: int = tried.getsockname()[1]
        return number
