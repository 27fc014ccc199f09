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
    "serve": Words(
        "Show maps in the browser, drawn anew at each save, with what `cxmap lint` finds beside them.",
        "在浏览器中实时预览地图：每次保存后立即重画，旁边列出 `cxmap lint` 的检查结果。",
    ),
    "port": Words(
        "Port on 127.0.0.1; default: 8736, or the next that is free.",
        "127.0.0.1 上的端口；默认 8736 或其后第一个空闲端口。",
    ),
    "open": Words("Open the browser.", "打开浏览器。"),
    "serve-view": Words("Show these views only, separated by commas.", "只显示这些视图，用逗号分隔。"),
    "show": Words("Print a map in the terminal.", "在终端里显示一张地图。"),
    "schema": Words(
        "Print the JSON Schema of maps (or of the workspace file), for editors.",
        "输出地图（或工作区文件）的 JSON Schema，供编辑器使用。",
    ),
    "fmt": Words(
        "Put maps into their canonical form: order of keys, indentation. Comments and data stay as they are. "
        "A workspace or policy file that is named is formatted too.",
        "把地图整理成规范格式：字段顺序、缩进。注释和数据保持不变。也可指定工作区文件或策略文件。",
    ),
    "diff": Words(
        "Compare versions of maps and say what changed, thing by thing: for the better, for the worse, or in wording only. "
        "Without arguments: what is not committed yet.",
        "比较地图的不同版本，逐项说明变化：变好、变差，还是只改了文字。不写参数时比较尚未提交的改动。",
    ),
    "changes": Words(
        "List the kinds of change, and the principle by which each is judged.", "列出变化的种类及其判断原则。"
    ),
    "log": Words(
        "Tell the story of a map over its commits, newest first, in the words of `cxmap diff`; renamed files are followed.",
        "按提交讲述一张地图的变化，最新的在前，用语与 `cxmap diff` 相同；文件改名也能追溯。",
    ),
    "blame": Words(
        "Say of each touchpoint who last changed its emotion, its owner and its pain points.",
        "列出每个触点的情绪、责任团队和痛点最后由谁改动。",
    ),
    "history": Words(
        "Show how maps went over time: average emotion, open pain points, owners, evidence, actions done.",
        "显示地图随时间的走势：平均情绪、未解决痛点、责任覆盖、依据覆盖、已完成行动。",
    ),
    "measure": Words(
        "Measure maps by the data that cxmap.yaml names: surveys, complaints and events, for the journey, its stages and touchpoints; "
        "with intervals, changes, trends and forecasts. What was found is written beside each map, to be committed with it.",
        "用 cxmap.yaml 指明的数据（问卷、投诉、事件）测量地图：全程、各阶段、各触点的数值、区间、变化、趋势与预测；结果写在地图旁，随地图一起提交。",
    ),
    "drift": Words(
        "Say where maps no longer agree with what was measured of them: what `cxmap lint` notes about data, as warnings, so that a "
        "nightly job fails.",
        "指出地图与实测数据不再一致的地方：即 `cxmap lint` 关于数据的提示，在此作为警告，可让夜间任务失败。",
    ),
    "measure-anew": Words(
        "Measure first, by the data as they are now, and write nothing; without it, the files that `cxmap measure` wrote count.",
        "先用当前数据重新测量（不写文件）；不加此项则以 `cxmap measure` 写下的文件为准。",
    ),
    "select-drift": Words("Apply only these rules of drift, separated by commas.", "只启用这些偏差规则，用逗号分隔。"),
    "ignore-drift": Words("Leave out these rules of drift.", "不启用这些偏差规则。"),
    "drift-policy": Words(
        "Take severities and options of rules from this policy in place of the workspace's.",
        "规则的级别与选项取自这个策略，代替工作区的策略。",
    ),
    "measure-format": Words("How to write the figures.", "数据的格式。"),
    "measure-output": Words("Write the figures to this file instead of stdout.", "写入此文件而不是标准输出。"),
    "rejects": Words(
        "Write the answers that are not taken to this file (CSV), each with the reason: whole, as people wrote them, also what is masked elsewhere. "
        "Events of a database stay there, and are counted.",
        "把未采用的回答连同原因写入此 CSV 文件；内容为受访者原文，不遮盖。数据库中的事件留在原处，只计数。",
    ),
    "examples": Words(
        "Show some of what people wrote, with what may lead to a person masked as far as it is recognised (text and markdown): at low scores, by theme (of complaints by theme alone), and without a score to read first.",
        "显示部分原文（可识别的个人信息已遮盖，但不保证没有遗漏；仅 text 与 markdown）：低分触点、各主题（投诉只按主题），以及没有分值、建议先读的。",
    ),
    "measure-write": Words(
        "Also put what was measured last into the maps: value, n and period of metrics that say `from: data`; every other byte "
        "stays. With --dry-run: show it as a diff.",
        "同时把最近一期实测写进地图：只改写明 `from: data` 的指标的 value、n 和 period，其余一字不动；加 --dry-run 则只显示差异。",
    ),
    "dry-run": Words("Write nothing, neither beside the maps nor into them.", "不写文件，也不改地图。"),
    "discover": Words(
        "Say what really happens, from an event log: variants, transitions and how long they take, where cases are lost, "
        "come back or change the channel. Without LOG: those that cxmap.yaml names.",
        "从事件日志看真实发生的旅程：路径、流转与耗时、流失、回头路、换渠道。不写 LOG 时读取 cxmap.yaml 指明的日志。",
    ),
    "log-file": Words(
        "A log: .csv, .tsv, .jsonl, .xes (each also .gz), .parquet, .xlsx; or the folder of a workspace.",
        "日志文件：.csv、.tsv、.jsonl、.xes（均可为 .gz）、.parquet、.xlsx；或工作区文件夹。",
    ),
    "case-column": Words(
        "The column that says whose journey it is; default: the first called case:concept:name, case id, case, 案例编号, 案例, "
        "订单号, 工单号 or 单号; here and below, case, spaces, _ and - do not matter.",
        "说明是谁的旅程（案例）的列；默认依次找 case:concept:name、case id、case、案例编号、案例、订单号、工单号、单号；此处及以下，大小写、空格、_ 和 - 不计。",
    ),
    "event-column": Words(
        "The column that says what happened; default: concept:name, activity, event, event name, 活动, 事件 or 步骤.",
        "说明发生了什么（事件）的列；默认 concept:name、activity、event、event name、活动、事件、步骤。",
    ),
    "time-column": Words(
        "The column that says when; default: time:timestamp, timestamp, time, event time, 时间戳, 时间 or 发生时间.",
        "说明时间的列；默认 time:timestamp、timestamp、time、event time、时间戳、时间、发生时间。",
    ),
    "order-column": Words(
        "The column that decides between events of one moment; default: order, 顺序 or 序号, else the order in the file.",
        "同一时刻的事件按此列排序；默认 order、顺序、序号，否则按文件中的先后。",
    ),
    "channel-column": Words(
        "The column that says in which channel; default: channel, case:channel or 渠道.",
        "说明渠道的列；默认 channel、case:channel、渠道。",
    ),
    "segment-column": Words(
        "The column that says from which segment; default: segment, case:segment or 客群.",
        "说明客群的列；默认 segment、case:segment、客群。",
    ),
    "time-format": Words(
        "How times are written, as strptime has it, or unix; default: ISO.",
        "时间的写法（strptime 格式，或 unix）；默认 ISO。",
    ),
    "encoding": Words("Encoding of a text file; default: UTF-8.", "文本编码；默认 UTF-8。"),
    "source": Words("Only this event log of the workspace.", "只看工作区的这一份事件日志。"),
    "discover-format": Words("How to write it.", "输出格式。"),
    "discover-output": Words("Write to this file instead of stdout.", "写入此文件而不是标准输出。"),
    "discover-to": Words(
        "Draw the process instead: `svg` a picture, `html` a page on which to choose how much of it is drawn.",
        "画成流程图：`svg` 为一幅图，`html` 为可选择画出多少的网页。",
    ),
    "discover-paths": Words(
        "How much a picture shows: the most frequent paths that make up so many of all moves from step to step, starts and "
        "ends, and what connects their steps. Default: 80%; a page may open with the next higher level, to be filled.",
        "图中画出多少：画出合计占全部流转和起止这一比例的最常见连线，以及连接其步骤所需的连线。默认 80%；网页可能默认打开高一级，以免大片空白。",
    ),
    "discover-paper": Words("Paper of the picture, landscape. Default: A3.", "图的纸张（横向）。默认 A3。"),
    "top": Words(
        "How many variants to list, in text and markdown. Default: 10.", "文本和 Markdown 中列出多少种路径。默认 10。"
    ),
    "suppress-below": Words(
        "Hold back what fewer cases share, and say how much that is; default: `data: suppress_below:` of cxmap.yaml, else 10. "
        "With 1 everything is told: keep it to yourself.",
        "案例数少于此值的内容不列出，只说有多少；默认取 cxmap.yaml 的 `data: suppress_below:`，否则为 10。设为 1 则全部列出，请勿外传。",
    ),
    "event-rejects": Words(
        "Write the events that are not taken to this file (CSV), each with the reason: whole, nothing is masked. Rows of a database stay there, and are counted.",
        "把未采用的事件连同原因写入此 CSV 文件，内容为原文，不遮盖。数据库中的行留在原处，只计数。",
    ),
    "draft": Words(
        "Write a draft map of the log to this file (- for stdout): stages, touchpoints, ways on, waits, and candidates for pain "
        "points, each with its numbers; what is guessed is marked, to be kept or struck out.",
        "把日志写成地图草稿，存入此文件（- 为标准输出）：阶段、触点、去向、等待和可能的痛点，各附数字；猜测之处都有标记，由你取舍。",
    ),
    "force-draft": Words("Replace the file if it exists.", "文件已存在时替换它。"),
    "check-map": Words(
        "Hold this map against the log (default: those of its workspace): how much of what people do is on the ways that it "
        "draws, detours, touchpoints skipped, events that it lacks.",
        "用日志核对这张地图（默认用其工作区的日志）：有多少实际行为符合图中路线，有哪些绕行、跳过的触点和图上没有的事件。",
    ),
    "fail-under": Words(
        "Exit with 1 if the map explains less than this share of the moves; with 2 if nothing moves.",
        "地图解释的流转低于此百分比时，退出码为 1；没有流转时为 2。",
    ),
    "merge": Words(
        "Merge two versions of a map that come from a common one, thing by thing: what only one side changed is taken, what "
        "both changed is marked, at that field.",
        "按内容合并同一版本分出的两个版本：只有一方改过的直接采用，双方都改的在该字段处标出冲突。",
    ),
    "merge-base": Words("The version that both come from.", "共同的原版本。"),
    "merge-ours": Words("Our version.", "我方版本。"),
    "merge-theirs": Words("Their version.", "对方版本。"),
    "driver": Words("As git calls it: write to OURS, whatever comes out.", "供 git 调用：结果写入 OURS。"),
    "merge-path": Words("The name of the map in the repository, for messages.", "地图在仓库中的名称，用于提示。"),
    "marker-size": Words("How long the markers of conflicts are.", "冲突标记的长度。"),
    "outline": Words(
        "Print a map as an outline, a line a fact: what `git diff` shows after `cxmap git-setup`.",
        "把地图输出为大纲，每行一个事实；`cxmap git-setup` 之后 `git diff` 显示的就是它。",
    ),
    "git-setup": Words(
        "Have git merge and compare journey maps with cxmap: writes .gitattributes and git's configuration, and says what it did.",
        "让 git 用 cxmap 合并和比较旅程图：写入 .gitattributes 和 git 配置，并说明做了什么。",
    ),
    "global": Words(
        "Set it up for all repositories of yours, or for this clone.", "为你的全部仓库设置，或只为此克隆设置。"
    ),
    "undo": Words("Take it all back.", "全部撤销。"),
    "since": Words("Only commits after this revision.", "只看此版本之后的提交。"),
    "by": Words(
        "At which points to look; default: tags, or months where there are none.",
        "取哪些时间点；默认按标签，没有标签时按月。",
    ),
    "versions": Words(
        "Revisions as git knows them (one is compared with the working tree; A..B, A...B), or two maps or folders (- is "
        "a map from stdin); then the maps or folders to look at.",
        "git 版本（只写一个时与工作区比较；可写 A..B、A...B），或两张地图、两个文件夹（- 为标准输入）；其后是要看的地图或文件夹。",
    ),
    "change-format": Words("How to write the changes.", "变化的格式。"),
    "changes-output": Words("Write to this file instead of stdout.", "写入此文件而不是标准输出。"),
    "fail-on-change": Words(
        "Exit with 1 at such changes: any, levels (regression …), areas or kinds, separated by commas; see `cxmap changes`.",
        "出现这些变化时退出码为 1：any、级别（regression 等）、领域或种类，用逗号分隔；见 `cxmap changes`。",
    ),
    "only": Words("Only these levels, areas or kinds of change.", "只看这些级别、领域或种类的变化。"),
    "ignore-changes": Words("Leave these levels, areas or kinds out.", "不看这些级别、领域或种类的变化。"),
    "persona-changes": Words("Only what concerns these personas.", "只看与这些客户角色有关的变化。"),
    "review": Words(
        "Print the questions that a reviewer should ask of this change (text or markdown).",
        "列出评审者应当就这次改动提出的问题（text 或 markdown）。",
    ),
    "stat": Words("Only count: a line a map.", "只计数：每张地图一行。"),
    "rules": Words("List the rules of `cxmap lint`.", "列出 `cxmap lint` 的全部规则。"),
    "explain": Words(
        "Explain a rule: what it finds, why it matters, an example, how to mend it.",
        "讲解一条规则：查什么、为什么重要、示例、怎么改。",
    ),
    "paths": Words("Maps, or folders with maps.", "地图文件，或包含地图的文件夹。"),
    "map": Words("The map.", "地图文件。"),
    "format": Words(
        "How to write the findings; default: text, or github in GitHub Actions.",
        "结果的格式；默认 text，在 GitHub Actions 中为 github。",
    ),
    "select": Words(
        "Apply only these rules or families, separated by commas; `all` for every rule.",
        "只启用这些规则或规则族，用逗号分隔；`all` 表示全部。",
    ),
    "ignore": Words("Leave out these rules or families.", "不启用这些规则或规则族。"),
    "policy": Words(
        "Use this policy in place of the workspace's: default, strict, workshop, regulated, or a policy file.",
        "用这个策略代替工作区的策略：default、strict、workshop、regulated，或一个策略文件。",
    ),
    "fail-on": Words("Exit with 1 from this severity on; default: warning.", "达到这个级别就以 1 退出；默认 warning。"),
    "report": Words("Write the findings to this file.", "把结果写入这个文件。"),
    "statistics": Words(
        "Count instead of listing: by rule, maps by families, coverage of owners and evidence.",
        "只统计、不列出：按规则、按地图与规则族，以及责任人和依据的覆盖率。",
    ),
    "owner": Words("Only what this team answers for.", "只看这个团队负责的问题。"),
    "changed-since": Words(
        "Only maps that changed in git since this revision.", "只检查自这个 git 版本以来改动过的地图。"
    ),
    "show-suppressed": Words("Also show what comments in the maps excuse.", "同时显示被地图中的注释豁免的问题。"),
    "fix": Words(
        "Mend what has one right answer; every other byte stays.", "自动修改只有一种正确写法的问题，其余内容一字不动。"
    ),
    "fix-diff": Words("Show what --fix would change, and write nothing.", "显示 --fix 会改什么，不写入文件。"),
    "no-cache": Words("Check everything again.", "不用缓存，全部重新检查。"),
    "check": Words("Write nothing; exit with 1 where a map would change.", "不写入；如有地图需要整理则以 1 退出。"),
    "fmt-diff": Words("Show what would change, and write nothing.", "显示会改什么，不写入文件。"),
    "rule": Words("Name of the rule.", "规则名。"),
    "page-format": Words("How to write it.", "输出格式。"),
    "select-rules": Words(
        "List only these rules or families, separated by commas.", "只列出这些规则或规则族，用逗号分隔。"
    ),
    "rules-policy": Words("List what this policy applies.", "列出这个策略启用的规则。"),
    "discover-lang": Words(
        "Language of the output; default: the workspace's, else that of your environment; with --check the map's.",
        "输出语言；默认与工作区一致，否则与系统环境一致；用 --check 时与地图一致。",
    ),
    "lang": Words("Language of the output; default: the map's.", "输出语言；默认与地图一致。"),
    "today": Words(
        "The day to judge dates by, YYYY-MM-DD; default: today.", "以哪一天判断日期，YYYY-MM-DD；默认今天。"
    ),
    "to": Words(
        "What to write, separated by commas: html, svg, pdf, png, pptx. Default: html,svg; for a pack pdf. "
        "The last three need extras, such as cxmap[pdf].",
        "输出格式，用逗号分隔：html、svg、pdf、png、pptx。默认 html,svg；资料包默认 pdf。后三种需要安装附加包，如 cxmap[pdf]。",
    ),
    "fonts": Words(
        "A font file to prefer, or a folder with fonts to look in, for pdf and png; may be repeated.",
        "用于 pdf 和 png 的字体文件，或存放字体的文件夹；可重复。",
    ),
    "dpi": Words("Pixels per inch of a png; default: 150.", "png 的分辨率（每英寸像素数）；默认 150。"),
    "output": Words("Folder to write to; made if it does not exist.", "输出文件夹；不存在则新建。"),
    "view": Words(
        "What to draw, separated by commas; `all` for every view, --list-views names them. "
        "Default: the poster; a document (html, pdf, pptx) holds all.",
        "画哪些视图，用逗号分隔；`all` 表示全部，--list-views 列出各视图。默认画海报；文档（html、pdf、pptx）包含全部。",
    ),
    "pack": Words(
        "Write a set of views for a purpose as one document, with cover, contents and page numbers: workshop, board, "
        "training, wall. --list-packs says what is in them.",
        "按用途输出一整套视图，带封面、目录和页码：workshop、board、training、wall。--list-packs 列出各包内容。",
    ),
    "list-packs": Words("List the packs and exit.", "列出全部资料包并退出。"),
    "list-views": Words("List the views and exit.", "列出全部视图并退出。"),
    "tile": Words(
        "Cut a large picture into sheets of this paper, with marks to cut and join them by.",
        "把大幅图切成这种纸张的若干页，带裁切与拼接标记。",
    ),
    "form": Words("How much the poster, the curve and the comparison say.", "海报、情感曲线和对照图的详略。"),
    "blank": Words(
        "Draw the worksheet, or with --view the poster or the blueprint, with these lanes empty, as boxes to write and stick "
        "notes in, separated by commas.",
        "画工作坊画布（或用 --view 画海报、服务蓝图），把这些泳道留成空格，供手写和贴便签；用逗号分隔。",
    ),
    "against": Words(
        "Compare with this map, such as the journey as it should be: in the comparison, on the curve, in the action plan.",
        "与这张地图比较，例如未来的旅程：用于对照图、情感曲线和行动计划。",
    ),
    "audience": Words(
        "Leave out what this audience must not see (costs, names, backstage …; `audiences:` in cxmap.yaml says what).",
        "略去该受众不应看到的内容（成本、人名、后台等；在 cxmap.yaml 的 `audiences:` 中设定）。",
    ),
    "embed-source": Words(
        "Put the map's YAML into the SVG, page or PDF, so that a picture can be traced to its text.",
        "把地图的 YAML 原文放进 SVG、网页或 PDF，便于从图追溯到文本。",
    ),
    "lanes": Words(
        "Draw only these lanes of the poster and the worksheet, separated by commas.",
        "海报和工作坊画布只画这些泳道，用逗号分隔。",
    ),
    "persona": Words(
        "Draw this persona only; may be repeated: two of them with --view compare are compared.",
        "只画这个客户角色；可重复，写两个并加 --view compare 则对照两人。",
    ),
    "paper": Words(
        "Paper, landscape: as many sheets as it takes. `auto`: the smallest paper that holds it all on one sheet. "
        "Default: A3.",
        "纸张（横向），需要几页就画几页。`auto` 选能画在一页上的最小纸张。默认 A3。",
    ),
    "folder": Words("Where to make the workspace; default: here.", "在哪里新建工作区；默认当前文件夹。"),
    "init-lang": Words("Language of the map.", "地图的语言。"),
    "which": Words("`map`, `workspace` or `policy`.", "`map`、`workspace` 或 `policy`。"),
}


def language() -> Language:
    """Return the language to speak before any map is read."""
    return language_of_locale(os.environ)


def say(words: Words) -> str:
    """Return words in the language of the person at the keyboard."""
    return words.said(language())
