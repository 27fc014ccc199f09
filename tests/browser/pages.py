"""Opens pages in the browser, and asks them what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.render.subject import subject_of
from tests.pictures import example, page

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.language import Language
    from tests.browser.chrome import Chrome


class Page:
    """A page in the browser."""

    def __init__(self, chrome: Chrome, path: Path) -> None:
        self.chrome = chrome
        self.path = path

    def open(self, fragment: str = "", width: int = 1400, height: int = 900, *, mobile: bool = False) -> None:
        """Load the page and wait until its script is through."""
        self.chrome.open(self.path, width, height, mobile=mobile, fragment=fragment)
        self.ask("new Promise(done => { const look = () => 'ready' in document.documentElement.dataset ? done(1)"
                 " : setTimeout(look, 5); look(); })")  # fmt: skip

    def ask(self, script: str) -> Any:
        """Evaluate an expression, in which `$` and `$$` are the page's own ways to find elements."""
        return self.chrome.evaluate(script)

    def settle(self) -> None:
        """Wait until what was set off has happened."""
        self.ask("new Promise(done => setTimeout(() => requestAnimationFrame(done), 100))")

    def texts(self, selector: str) -> list[str]:
        """Return the texts of elements that are shown."""
        return list(self.ask(
            f"$$({selector!r}).filter(e => e.checkVisibility()).map(e => e.textContent.trim().replace(/\\s+/g, ' '))"
        ))  # fmt: skip

    def shown(self) -> list[str]:
        """Return the ids of the sections that are shown."""
        return list(
            self.ask("[...document.querySelectorAll('.plate, .words')].filter(e => e.checkVisibility()).map(e => e.id)")
        )

    def dimmed(self) -> tuple[set[int], set[int]]:
        """Return the columns of touchpoints that are dimmed in the picture on view, and of those that are not."""
        found = self.ask("$$('.plate.now [data-t]').map(e => [Number(e.dataset.t), e.classList.contains('off')])")
        off = {column for column, is_off in found if is_off}
        return off, {column for column, _ in found} - off

    def quiet(self) -> bool:
        """Whether nothing was complained of or fetched."""
        assert self.chrome.complaints() == []
        assert self.chrome.requests() == []
        return True


def page_of(chrome: Chrome, folder: Path, name: str, language: Language | None = None, *views: str) -> Page:
    """Write the page of an example, with all views or some."""
    path = folder / f"{name}.html"
    path.write_text(page(subject_of(example(name), language), *views), encoding="utf-8")
    return Page(chrome, path)
