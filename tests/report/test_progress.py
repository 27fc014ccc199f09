"""What is shown on stderr while a run takes long."""

import threading
import time

import pytest

from cxmap.report.progress import Progress, long_steps


def test_progress_is_silent_at_first_and_then_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 0.5, 20.0, 21.0, 40.0])
    monkeypatch.setattr("cxmap.report.progress.time.monotonic", lambda: next(clock))
    progress = Progress(4, _started=next(clock))
    for done in range(4):
        progress.step(done, f"map{done}.yaml")
    progress.finish()
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["1/4  map1.yaml", "3/4  map3.yaml"]


def test_progress_on_a_terminal_rewrites_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = Progress(3, _started=-100.0)
    progress.step(1, "地图.yaml")
    progress.finish()
    assert capsys.readouterr().err.startswith("\r1/3  地图.yaml")


def test_of_one_step_nothing_need_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(1, _started=-100.0)
    progress.step(0, "map.yaml")
    progress.finish()
    assert capsys.readouterr().err == ""


def test_a_step_that_goes_on_says_how_long_it_has_taken_at_ever_longer_intervals(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([100.0, 100.2, *(100.0 + second for second in range(1, 60))])
    monkeypatch.setattr("cxmap.report.progress.time.monotonic", lambda: next(clock))
    progress = Progress(2, _started=next(clock))
    progress.begin("0/2  a.csv")
    for _ in range(1, 60):
        progress.go_on()
    assert capsys.readouterr().err.splitlines() == [
        "0/2  a.csv", "0/2  a.csv  6 s", "0/2  a.csv  12 s", "0/2  a.csv  24 s", "0/2  a.csv  48 s",
    ]  # fmt: skip


def test_long_steps_are_shown_meanwhile(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("cxmap.report.progress._PATIENCE", 0.01)
    monkeypatch.setattr("cxmap.report.progress._PLAIN_INTERVAL", 0.0)
    with long_steps(2) as tell:
        for name in ("a.csv", "b.csv", "b.csv, once more"):
            tell(name)
            time.sleep(0.1)
    shown = capsys.readouterr().err.splitlines()
    assert sorted(set(shown)) == ["0/2  a.csv", "1/2  b.csv", "b.csv, once more"]
    time.sleep(0.05)
    assert capsys.readouterr().err == "", "nothing is shown once it is over"


def failing() -> None:
    with long_steps(1) as tell:
        tell("a.csv")
        raise ValueError("no")


def test_a_short_run_shows_nothing_and_a_failure_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="no"):
        failing()
    assert capsys.readouterr().err == ""
    assert "progress" not in {thread.name for thread in threading.enumerate()}
