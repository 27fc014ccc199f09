"""Sheets that a poster is cut into, as a browser and other programs draw them: put together they are the poster again."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from cxmap.render.formats.svg import scene_svg
from cxmap.render.options import ViewOptions
from cxmap.render.page.tiling import tiled
from cxmap.render.scene import Window
from cxmap.render.subject import subject_of
from cxmap.render.views.poster import draw_poster
from tests.browser.measuring import faults_of
from tests.browser.test_renderers import by_librsvg, by_resvg, far
from tests.pictures import example

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxmap.language import Language
    from cxmap.render.scene import Scene
    from tests.browser.chrome import Chrome


def whole(name: str = "home-loan", paper: str = "A2") -> Scene:
    scene = draw_poster(subject_of(example(name), "en"), ViewOptions(paper))
    return replace(scene, sheets=scene.sheets[:1])


def drawn(chrome: Chrome, scene: Scene, folder: Path) -> Any:
    """Return a picture of a scene's first sheet in the browser, a pixel to the point."""
    sheet = scene.sheets[0]
    svg = re.sub(r' width="[\d.]+pt" height="[\d.]+pt"', f' width="{sheet.width}"', scene_svg(scene), count=1)
    page = folder / "sheet.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><body style="margin:0">{svg}', encoding="utf-8")
    chrome.open(page, int(sheet.width) + 1, int(sheet.height) + 1)
    shot = folder / "sheet.png"
    chrome.screenshot(shot, full=False)
    return Image.open(io.BytesIO(shot.read_bytes())).convert("RGB")


@pytest.mark.parametrize(("language", "paper", "tile"), [("zh", "A0", "A3"), ("en", "A1", "A4")])
def test_what_is_said_of_a_sheet_covers_nothing(
    chrome: Chrome, tmp_path: Path, language: Language, paper: str, tile: str
) -> None:
    scene = draw_poster(subject_of(example("hot-pot"), language), ViewOptions(paper))
    assert faults_of(chrome, tiled(scene, tile), tmp_path) == []


def test_the_sheets_put_together_are_the_poster(chrome: Chrome, tmp_path: Path) -> None:
    scene = whole()
    expected = drawn(chrome, scene, tmp_path)
    together = Image.new("RGB", expected.size, "#FFFFFF")
    cut = tiled(scene, "A4")
    for sheet in cut.sheets:
        (window,) = (item for item in sheet.items if isinstance(item, Window))
        tile = drawn(chrome, replace(cut, sheets=(sheet,)), tmp_path)
        left, top, right, bottom = (
            round(edge) for edge in (window.box.x, window.box.y, window.box.right, window.box.bottom)
        )
        together.paste(tile.crop((left, top, right, bottom)), (round(window.x), round(window.y)))
    small = tuple(side // 7 for side in expected.size)
    one, other = (picture.convert("L").resize(small, Image.Resampling.BOX) for picture in (expected, together))
    assert far(one, other) < 0.004


@pytest.mark.parametrize("render", [by_librsvg, by_resvg], ids=["librsvg", "resvg"])
def test_other_programs_open_the_window_too(
    chrome: Chrome, tmp_path: Path, render: Callable[[Path, Path], None]
) -> None:
    cut = tiled(whole(), "A4")
    one = replace(cut, sheets=cut.sheets[3:4])
    path, target = tmp_path / "tile.svg", tmp_path / "tile.png"
    path.write_text(scene_svg(one), encoding="utf-8")
    render(path, target)
    ours, theirs = drawn(chrome, one, tmp_path), Image.open(target)
    flat = Image.new("RGB", theirs.size, "#FFFFFF")
    flat.paste(theirs, mask=theirs.getchannel("A") if theirs.mode == "RGBA" else None)
    small = (one.sheets[0].width // 9, one.sheets[0].height // 9)
    size = (int(small[0]), int(small[1]))
    greys = [picture.convert("L").resize(size, Image.Resampling.BOX) for picture in (ours, flat)]
    assert far(*greys) < 0.03
