"""Every help text, in both languages."""

from __future__ import annotations

import os

from cxmap.language import Language, Words, language_of_locale

HELP = {
    "cxmap": Words(
        "Customer journey mapping as code: check, compare, measure and draw journey maps written in YAML.",
        "客户旅程图即代码：检查、比较、度量并绘制用 YAML 写成的旅程图。",
    ),
    "version": Words("Print the version and exit.", "显示版本并退出。"),
    "init": Words(
        "Make a workspace with a small, commented map. Never overwrites anything.",
        "新建工作区和一份带注释的小地图。绝不覆盖已有文件。",
    ),
    "lint": Words(
        "Check maps: everything wrong with them, at the right line. Without PATHS: the workspace around you.",
        "检查地图，逐行指出所有问题。不写 PATHS 时检查所在工作区。",
    ),
    "render": Words(
        "Draw maps as posters (SVG) and self-contained pages (HTML). Without PATHS: the workspace around you.",
        "把地图画成海报（SVG）和独立网页（HTML）。不写 PATHS 时绘制所在工作区。",
    ),
    "show": Words("Print a map in the terminal.", "在终端里显示一张地图。"),
    "schema": Words(
        "Print the JSON Schema of maps (or of the workspace file), for editors.",
        "输出地图（或工作区文件）的 JSON Schema，供编辑器使用。",
    ),
    "paths": Words("Maps, or folders with maps.", "地图文件，或包含地图的文件夹。"),
    "map": Words("The map.", "地图文件。"),
    "format": Words("How to write the findings.", "结果的格式。"),
    "lang": Words("Language of the output; default: the map's.", "输出语言；默认与地图一致。"),
    "today": Words(
        "The day to judge dates by, YYYY-MM-DD; default: today.", "以哪一天判断日期，YYYY-MM-DD；默认今天。"
    ),
    "to": Words("What to write: html, svg, or both, separated by a comma.", "输出格式：html、svg，或用逗号分隔。"),
    "output": Words("Folder to write to; made if it does not exist.", "输出文件夹；不存在则新建。"),
    "view": Words(
        "What to draw: poster, or flow (the way through touchpoints and channels).",
        "画什么：poster（海报）或 flow（触点与渠道的流程）。",
    ),
    "lanes": Words("Draw these lanes only, separated by commas.", "只画这些泳道，用逗号分隔。"),
    "persona": Words("Draw this persona only; may be repeated.", "只画这个客户角色；可重复。"),
    "paper": Words(
        "Paper, landscape: as many sheets as it takes. `auto`: the smallest paper that holds it all on one sheet.",
        "纸张（横向），需要几页就画几页。`auto` 选能画在一页上的最小纸张。",
    ),
    "folder": Words("Where to make the workspace; default: here.", "在哪里新建工作区；默认当前文件夹。"),
    "init-lang": Words("Language of the map.", "地图的语言。"),
    "which": Words("`map` or `workspace`.", "`map` 或 `workspace`。"),
}


def language() -> Language:
    """Return the language to speak before any map is read."""
    return language_of_locale(dict(os.environ))


def say(words: Words) -> str:
    """Return words in the language of the person at the keyboard."""
    return words.said(language())
