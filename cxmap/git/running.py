"""Runs git, and says in words what it refuses."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from cxmap.diagnostics import CxmapError
from cxmap.language import Words

_FETCH_MORE = Words(
    "is the branch fetched? a shallow clone has little history: `git fetch --unshallow`, in GitHub Actions `fetch-depth: 0`",
    "该分支取回来了吗？浅克隆只有少量历史：`git fetch --unshallow`，GitHub Actions 中写 `fetch-depth: 0`",
)

_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR"})


def top_of(root: Path) -> str:
    """Return the folder of the working tree that `root` lies in."""
    found = run(root, "rev-parse", "--show-toplevel")
    if found.returncode == 0:
        return line_of(found.stdout)
    if b"safe.directory" in found.stderr:
        raise CxmapError(
            Words(f"git does not trust the repository around {root}", f"git 不信任 {root} 所在的仓库"),
            Words(
                "it belongs to another user: `git config --global --add safe.directory FOLDER`",
                "它属于另一个用户：`git config --global --add safe.directory 文件夹`",
            ),
        )
    raise CxmapError(
        Words(f"{root} is in no git working tree", f"{root} 不在 git 工作区内"),
        Words(
            "what changed is known only inside a git repository; check everything instead",
            "只有在 git 仓库里才知道改了什么；请改为检查全部地图",
        ),
    )


def commit_of(top: Path, revision: str) -> str:
    """Return the name of the commit that `revision` means."""
    # What begins with a dash would be an option to git, with a caret an exclusion; no ref may have such a name.
    if revision and revision[0] not in "-^" and "\0" not in revision:
        found = run(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if found.returncode == 0:
            return line_of(found.stdout)
    raise CxmapError(
        Words(f"git knows no revision {revision!r}", f"git 找不到版本 {revision!r}"),
        _FETCH_MORE,
    )


def output_of(top: Path, *arguments: str, asked: bytes = b"") -> bytes:
    """Return what git writes to stdout; `asked` is written to its stdin.

    Raises:
        CxmapError: git refuses.
    """
    done = run(top, *arguments, asked=asked)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise CxmapError(Words(f"git {arguments[0]} failed: {said}", f"git {arguments[0]} 失败：{said}"))
    return done.stdout


def run(folder: Path, *arguments: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in `folder`; it takes no lock it can do without, asks nothing and speaks English."""
    # Within a hook these name the repository of the commit, some relative to another folder than ours.
    inherited = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment = {**inherited, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603  a list of arguments, no shell; what a user gives cannot be an option
            ["git", "-C", os.fspath(folder), *arguments],  # noqa: S607  git is found where the user has it
            capture_output=True,
            input=asked,
            env=environment,
            check=False,
        )
    except OSError:
        raise CxmapError(
            Words("git is not installed, or cannot be run", "没有安装 git，或无法运行"),
            Words("install git, or check everything", "请安装 git，或检查全部地图"),
        ) from None


def line_of(output: bytes) -> str:
    """Return the one line that git answered."""
    return os.fsdecode(output.removesuffix(b"\n"))
