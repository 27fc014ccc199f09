"""Graphviz as an engine for positions: DOT in, its `json0` out. Nothing else of cxmap needs Graphviz."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

from cxmap.diagnostics import CxmapError
from cxmap.language import Words

TIMEOUT_SECONDS = 60
"""A graph that takes longer than this will not be drawn."""


class NotUsableError(Exception):
    """Why an engine gave no positions."""


def positions(source: str) -> dict[str, Any]:
    """Lay out a graph written in DOT; return Graphviz's `json0`: objects with `pos`, in points, y upwards.

    The system's `dot` is asked first, then the package `pygraphviz`, which brings a Graphviz of its own.

    Raises:
        CxmapError: neither of them can be used.
    """
    reasons = []
    for name, engine in ENGINES.items():
        try:
            answer = json.loads(engine(source))
        except (NotUsableError, ValueError) as error:
            reasons.append(f"{name}: {error}")
        else:
            return dict(answer)
    why = "; ".join(reasons)
    raise CxmapError(
        Words(f"this picture needs Graphviz; there is none ({why})", f"这幅图需要 Graphviz，但没有可用的（{why}）"),
        Words(
            "install it, any one of: Debian or Ubuntu `apt install graphviz`; macOS `brew install graphviz`; "
            'Windows `winget install graphviz`; any system `pip install "cxmap[graphviz]"`',
            "任选一种安装方式：Debian、Ubuntu `apt install graphviz`；macOS `brew install graphviz`；"
            'Windows `winget install graphviz`；任何系统 `pip install "cxmap[graphviz]"`',
        ),
    )


def by_program(source: str) -> bytes:
    """Ask the program `dot` of the system."""
    program = shutil.which("dot")
    if program is None:
        raise NotUsableError("not on the PATH")
    try:
        done = subprocess.run(  # noqa: S603  a fixed command without a shell; the graph goes through standard input
            [program, "-Tjson0"], input=source.encode(), capture_output=True, timeout=TIMEOUT_SECONDS, check=True
        )
    except subprocess.CalledProcessError as error:
        raise NotUsableError(_first_line(error.stderr) or f"exit code {error.returncode}") from error
    except subprocess.TimeoutExpired as error:
        raise NotUsableError(f"no answer within {TIMEOUT_SECONDS} s") from error
    except OSError as error:
        raise NotUsableError(str(error)) from error
    return done.stdout


def by_package(source: str) -> bytes:
    """Ask the Graphviz inside the package `pygraphviz`."""
    try:
        import pygraphviz
    except (ImportError, OSError) as error:  # a bare system may lack a shared library that the package needs
        raise NotUsableError(str(error)) from error
    try:
        drawn: bytes = pygraphviz.AGraph(string=source).draw(format="json0", prog="dot")
    except (ValueError, OSError) as error:
        raise NotUsableError(str(error)) from error
    return drawn


ENGINES: dict[str, Callable[[str], bytes]] = {"dot": by_program, "pygraphviz": by_package}
"""The engines in the order in which they are asked."""


def _first_line(output: bytes) -> str:
    lines = output.decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else ""
