"""Which files changed in git, so that only their maps are checked."""

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


def changed_files(root: Path, revision: str) -> frozenset[Path]:
    """Return the files that differ between `revision` and the working tree of the repository around `root`.

    What is compared is the point at which the work left `revision` (the merge base with HEAD; the revision itself
    where histories do not meet). Staged and untracked files count, ignored and deleted ones and submodules do not;
    a renamed file counts under its new name. The paths are absolute, with symbolic links resolved.

    Raises:
        CxmapError: git is not installed, `root` is in no repository, or there is no such revision.
    """
    top = Path(_top(root))
    commit = _commit(top, revision)
    base = _run(top, "merge-base", commit, "HEAD")
    since = _line(base.stdout) if base.returncode == 0 else commit
    differing = _output(
        top, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", "--ignore-submodules=all", since, "--"
    )
    untracked = _output(top, "ls-files", "--others", "--exclude-standard", "-z")
    names = {os.fsdecode(name) for name in (differing + untracked).split(b"\0")}
    # A name that ends with a slash is a repository inside this one. `realpath`, since it does not fail for links in a circle.
    return frozenset(Path(os.path.realpath(top / name)) for name in names if name and not name.endswith("/"))


def _top(root: Path) -> str:
    """Return the folder of the working tree that `root` lies in."""
    found = _run(root, "rev-parse", "--show-toplevel")
    if found.returncode == 0:
        return _line(found.stdout)
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


def _commit(top: Path, revision: str) -> str:
    """Return the name of the commit that `revision` means."""
    # What begins with a dash would be an option to git, with a caret an exclusion; no ref may have such a name.
    if revision and revision[0] not in "-^" and "\0" not in revision:
        found = _run(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if found.returncode == 0:
            return _line(found.stdout)
    raise CxmapError(
        Words(f"git knows no revision {revision!r}", f"git 找不到版本 {revision!r}"),
        _FETCH_MORE,
    )


def _output(top: Path, *arguments: str) -> bytes:
    done = _run(top, *arguments)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise CxmapError(Words(f"git {arguments[0]} failed: {said}", f"git {arguments[0]} 失败：{said}"))
    return done.stdout


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in `folder`; it takes no lock it can do without, asks nothing and speaks English."""
    # Within a hook these name the repository of the commit, some relative to another folder than ours.
    inherited = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment = {**inherited, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603  a list of arguments, no shell; what a user gives cannot be an option
            ["git", "-C", os.fspath(folder), *arguments],  # noqa: S607  git is found where the user has it
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=environment,
            check=False,
        )
    except OSError:
        raise CxmapError(
            Words("git is not installed, or cannot be run", "没有安装 git，或无法运行"),
            Words("install git, or check everything", "请安装 git，或检查全部地图"),
        ) from None


def _line(output: bytes) -> str:
    return os.fsdecode(output.removesuffix(b"\n"))
