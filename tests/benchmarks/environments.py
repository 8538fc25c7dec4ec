"""Environments of their own for peers, made once in a cache folder: nothing of theirs is installed beside Readout.

They lie in ``readout-benchmarks`` under $XDG_CACHE_HOME, or ~/.cache, each under the name of the peer and a digest of
what is installed there.  Making one needs the network; what cannot be made raises PeerError, one line.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from models.errors import ReadoutError

HERE = Path(__file__).parent
INSTALLING = 900  # seconds
REMEDY = "check the network and try again"


class PeerError(ReadoutError):
    """A peer that cannot be installed or run."""


def cache() -> Path:
    """Return the folder of all environments."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "readout-benchmarks"


def python(name: str, packages: Sequence[str]) -> list[str]:
    """Return the command that runs a peer of PyPI, installed if need be."""
    folder = _folder(name, packages)
    interpreter = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (folder / "ready").exists():
        venv.create(folder / "env", with_pip=True, clear=True)
        _install([str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"], packages, folder)
    return [str(interpreter), "-I", "-W", "ignore", str(HERE / "peers_python.py"), name]


def node(name: str, packages: Sequence[str]) -> list[str]:
    """Return the command that runs a peer of npm, installed if need be."""
    npm, runs = shutil.which("npm"), shutil.which("node")
    if not npm or not runs:
        raise PeerError(f"{name}: needs npm and node; install Node.js 18 or newer")
    folder = _folder(name, packages)
    if not (folder / "ready").exists():
        _install([npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder)], packages, folder)
    return [runs, str(HERE / "peers_node.mjs"), str(folder), name]


def _folder(name: str, packages: Sequence[str]) -> Path:
    mark = hashlib.sha256(repr((sys.version_info[:2], *packages)).encode()).hexdigest()[:8]
    folder = cache() / f"{name}-{mark}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _install(command: list[str], packages: Sequence[str], folder: Path) -> None:
    name = folder.name.rpartition("-")[0]
    try:
        done = subprocess.run(
            [*command, *packages], capture_output=True, encoding="utf-8", timeout=INSTALLING, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerError(f"{name}: {error}; {REMEDY}") from None
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise PeerError(f"{name}: {Path(command[0]).name} failed ({lines[-1][:200]}); {REMEDY}")
    (folder / "ready").touch()
