"""The preview server: what it answers, to whom, and how soon it tells of a change."""

from __future__ import annotations

import http.client
import json
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from cxmap.serve import Finding, Page, Previews, PreviewServer, Seen, stamp_of, watch
from cxmap.serve.watching import changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.serve.previews import Look


def look(path: Path, view: str = "") -> Iterator[Seen]:
    """Draw a file that says `good`; find something wrong with any other."""
    stamps = {path: stamp_of(path)}
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        text = "gone"
    if text.startswith("good"):
        yield Seen("Good", Page(f"<p>{text}</p>".encode), (), stamps, text)
    else:
        yield Seen("", None, (Finding("error", "bad", text, "mend it", 1, 2, "x\n^"),), stamps)


@contextmanager
def serving(*paths: Path, look: Look = look) -> Iterator[PreviewServer]:
    server = PreviewServer(Previews(paths, look), 0, "en")
    stop = threading.Event()
    threads = [
        threading.Thread(target=server.serve_forever, args=(0.02,)),
        threading.Thread(target=watch, args=(server.previews, stop, 0.02)),
    ]
    for thread in threads:
        thread.start()
    try:
        yield server
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        for thread in threads:
            thread.join()


def ask(server: PreviewServer, path: str, host: str | None = None, method: str = "GET") -> tuple[int, bytes, Any]:
    port = server.server_address[1]
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.putrequest(method, path, skip_host=True)
    line.putheader("Host", host if host is not None else f"127.0.0.1:{port}")
    line.endheaders()
    answer = line.getresponse()
    content = answer.read()
    headers = answer.headers
    line.close()
    return answer.status, content, headers


def state(server: PreviewServer, number: int = 0) -> dict[str, Any]:
    status, content, _ = ask(server, f"/state?map={number}")
    assert status == 200
    return dict(json.loads(content))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text("good 1", encoding="utf-8")
    return path


def test_it_listens_on_this_machine_alone(good: Path) -> None:
    with serving(good) as server:
        assert server.server_address[0] == "127.0.0.1"
        assert server.address == f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.mark.parametrize("path", ["/", "/state", "/page", "/events", "/nowhere"])
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil.example",
        "",
        "localhost",
    ],
)
def test_a_foreign_host_is_refused(good: Path, host: str, path: str) -> None:
    with serving(good) as server:
        status, content, _ = ask(server, path, host.format(port=server.server_address[1]))
        assert status in (400, 403)
        assert b"good" not in content


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_its_own_names_are_answered(good: Path, name: str) -> None:
    with serving(good) as server:
        assert ask(server, "/page", f"{name}:{server.server_address[1]}")[0] == 200


def test_what_it_answers_is_kept_nowhere_and_framed_by_itself_only(good: Path) -> None:
    with serving(good) as server:
        for path in ("/", "/state", "/page"):
            _, _, headers = ask(server, path)
            assert headers["Cache-Control"] == "no-store"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("query", ["map=1", "map=-1", "map=x", "map=%C2%B2", "map=" + "9" * 40])
@pytest.mark.parametrize("path", ["/state", "/page"])
def test_a_map_that_is_not_there_is_not_found(good: Path, path: str, query: str) -> None:
    with serving(good) as server:
        assert ask(server, f"{path}?{query}")[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed_through_it(good: Path, method: str) -> None:
    with serving(good) as server:
        assert ask(server, "/state", method=method)[0] == 501


def test_a_broken_map_keeps_its_last_good_picture(good: Path) -> None:
    with serving(good) as server:
        first = state(server)
        assert (first["title"], first["stale"], first["findings"]) == ("Good", False, [])
        good.write_text("broken", encoding="utf-8")
        broken = wait_for(server, lambda now: now["stale"])
        assert broken["findings"][0]["message"] == "broken"
        assert broken["drawn"] == first["drawn"]
        assert broken["title"] == "Good"
        assert ask(server, "/page")[1] == b"<p>good 1</p>"
        good.unlink()
        wait_for(server, lambda now: now["findings"][0]["message"] == "gone" if now["findings"] else False)
        good.write_text("good 2", encoding="utf-8")
        mended = wait_for(server, lambda now: not now["stale"])
        assert mended["drawn"] > first["drawn"]
        assert ask(server, "/page")[1] == b"<p>good 2</p>"


def wait_for(server: PreviewServer, is_so: Any) -> dict[str, Any]:
    deadline = time.monotonic() + 10
    while not is_so(now := state(server)):
        assert time.monotonic() < deadline, now
        time.sleep(0.02)
    return now


def test_a_map_that_was_never_good_has_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("broken", encoding="utf-8")
    with serving(path) as server:
        assert state(server)["drawn"] == 0
        assert ask(server, "/page")[0] == 404


def test_a_save_that_changes_nothing_draws_nothing(good: Path) -> None:
    with serving(good) as server:
        first = state(server)
        good.write_text("good 1", encoding="utf-8")
        again = wait_for(server, lambda now: now["revision"] > first["revision"])
        assert again["drawn"] == first["drawn"]


def test_news_come_on_an_open_line(good: Path) -> None:
    with serving(good) as server:
        state(server)
        port = server.server_address[1]
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        line.request("GET", "/events", headers={"Host": f"127.0.0.1:{port}"})
        answer = line.getresponse()
        assert answer.headers["Content-Type"] == "text/event-stream"
        assert answer.readline().startswith(b"retry")
        answer.readline()
        saved = time.monotonic()
        good.write_text("good 2", encoding="utf-8")
        assert answer.readline().startswith(b"data: ")
        assert time.monotonic() - saved < 2
        line.close()


def test_only_maps_whose_files_changed_are_looked_at_again(tmp_path: Path) -> None:
    paths = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for path in paths:
        path.write_text("good", encoding="utf-8")
    with serving(*paths) as server:
        first = [state(server, number)["revision"] for number in (0, 1)]
        paths[1].write_text("good again", encoding="utf-8")
        deadline = time.monotonic() + 10
        while state(server, 1)["revision"] == first[1]:
            assert time.monotonic() < deadline
        assert state(server, 0)["revision"] == first[0]


def test_a_file_that_comes_goes_or_is_replaced_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "x"
    none = stamp_of(path)
    assert none is None
    path.write_text("1")
    one = stamp_of(path)
    other = tmp_path / "y"
    other.write_text("2")
    other.replace(path)
    two = stamp_of(path)
    assert two is not None
    assert not changed({path: two})
    assert changed({path: none})
    assert changed({path: one})
    path.unlink()
    assert changed({path: two})
    assert not changed({path: none})


def test_what_is_saved_while_it_is_drawn_is_drawn_again(good: Path) -> None:
    """Also where it is the first picture of all."""

    def slow(path: Path, view: str = "") -> Iterator[Seen]:
        for seen in look(path):
            if seen.page is not None and b"good 1" in seen.page.draw():
                path.write_text("good 2!", encoding="utf-8")
            yield seen

    with serving(good, look=slow) as server:
        state(server)
        wait_for(server, lambda now: now["drawn"] > 1)
        assert ask(server, "/page")[1] == b"<p>good 2!</p>"


def test_a_picture_is_there_before_its_findings(good: Path) -> None:
    late = threading.Event()

    def checking(path: Path, view: str = "") -> Iterator[Seen]:
        for seen in look(path):
            yield seen._replace(findings=None)
            late.wait(10)
            yield seen._replace(findings=(Finding("note", "late", "late", "", 0, 0, ""),))

    previews = Previews([good], checking)
    looking = threading.Thread(target=previews.get, args=(0,))
    looking.start()
    assert previews.wait(0, 10) == 1
    assert previews.written(previews.get(0)) == b"<p>good 1</p>"
    assert previews.get(0).findings == ()
    late.set()
    looking.join()
    assert previews.get(0).findings[0].code == "late"


def test_a_look_that_fails_is_answered_in_words_and_the_watch_goes_on(good: Path) -> None:
    def failing(path: Path, view: str = "") -> Iterator[Seen]:
        if path.read_text(encoding="utf-8") == "fail":
            raise ZeroDivisionError("oh")
        return look(path)

    with serving(good, look=failing) as server:
        good.write_text("fail", encoding="utf-8")
        status, content, headers = ask(server, "/state")
        assert status == 500
        assert headers["Content-Type"].startswith("text/plain")
        assert "please report it (ZeroDivisionError: oh)" in content.decode()
        good.write_text("good 1", encoding="utf-8")
        assert state(server)["drawn"] == 1
        good.write_text("fail", encoding="utf-8")
        time.sleep(0.1)
        good.write_text("good 2", encoding="utf-8")
        wait_for(server, lambda now: now["drawn"] > 1)


def test_a_run_is_told_from_one_before(good: Path) -> None:
    runs = set()
    for _ in range(2):
        with serving(good) as server:
            runs.add(state(server)["run"])
            assert state(server)["run"] in runs
    assert len(runs) == 2


def test_the_page_runs_only_its_own_script(good: Path) -> None:
    with serving(good) as server:
        page = ask(server, "/")[1].decode()
        assert "default-src 'none'" in page
        assert "unsafe" not in page
        assert "Live preview" in page


def test_the_view_that_is_shown_is_there_before_the_page(good: Path) -> None:
    drawn: list[str] = []

    def look_at(path: Path, view: str) -> Iterator[Seen]:
        text = path.read_text(encoding="utf-8")

        def draw() -> bytes:
            drawn.append(text)
            return f"<p>{text}</p>".encode()

        part = f'{{"view": "{view}", "said": "{text}"}}'.encode() if view else b""
        yield Seen("Good", Page(draw, view, part), (), {path: stamp_of(path)}, text)

    with serving(good, look=look_at) as server:
        assert state(server)["part"] == ""
        assert ask(server, "/part?view=curve")[0] == 404
        assert ask(server, "/page")[1] == b"<p>good 1</p>"
        assert json.loads(ask(server, "/state?view=curve")[1])["drawn"] == 1
        good.write_text("good 2", encoding="utf-8")
        wait_for(server, lambda now: now["drawn"] > 1)
        assert state(server)["part"] == "curve"
        assert json.loads(ask(server, "/part?view=curve")[1])["said"] == "good 2"
        assert ask(server, "/part?view=poster")[0] == 404
        assert drawn == ["good 1"]
        assert ask(server, "/page")[1] == ask(server, "/page")[1] == b"<p>good 2</p>"
        assert drawn == ["good 1", "good 2"]


@pytest.mark.parametrize("view", ["", "Curve", "a" * 30, "../x", "<b>", "x\n"])
def test_only_names_of_views_are_remembered(good: Path, view: str) -> None:
    with serving(good) as server:
        ask(server, f"/state?view={quote(view)}")
        assert server.previews.get(0).wanted == ""
