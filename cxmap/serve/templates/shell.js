"use strict";
const $ = id => document.getElementById(id);
const frames = $("frames"), status = $("status"), list = $("findings"), maps = $("maps");
let number = Number(new URLSearchParams(location.search).get("map")) || 0;
let shown = null, drawn = "", asked = 0;

function make(kind, text, cls) {
  const element = document.createElement(kind);
  if (text !== undefined) element.textContent = text;
  if (cls) element.className = cls;
  return element;
}

function say(key, stale) {
  const text = status.dataset[key];
  if (status.textContent !== text) status.textContent = text;
  status.classList.toggle("stale", stale);
}

function fill(findings) {
  const top = list.scrollTop;
  list.replaceChildren(...findings.map(finding => {
    const item = make("li");
    const head = make("p");
    head.append(make("span", list.dataset[finding.severity] + ": ", finding.severity), finding.message);
    item.append(head, make("p", (finding.line ? list.dataset.line + " " + finding.line + ":" + finding.column + " · " : "") + finding.code, "where"));
    if (finding.excerpt) item.append(make("pre", finding.excerpt));
    if (finding.help) item.append(make("p", finding.help, "help"));
    return item;
  }));
  if (!findings.length) list.append(make("li", list.dataset.nothing));
  list.scrollTop = top;
  $("count").textContent = findings.length || "";
}

/* A page is as tall as it will be once its script has unpacked the pictures. */
async function ready(frame) {
  for (let tries = 0; tries < 500 && frame.isConnected && frame.contentDocument && !("ready" in frame.contentDocument.documentElement.dataset); tries++)
    await new Promise(done => setTimeout(done, 10));
}

/* A link may have led the frame to another place, whose insides are closed to us. */
function insides(frame) {
  try {
    const { contentWindow: view, contentDocument: content } = frame;
    return content && view.location.origin === location.origin ? {view, content, hash: view.location.hash} : null;
  } catch {
    return null;
  }
}

/* What leads away from the picture opens beside it. */
function lead(event) {
  const link = event.target.closest?.("a");
  const address = link && new URL(link.href.baseVal ?? link.href, link.baseURI);
  if (!address || address.origin === location.origin || !/^https?:$/.test(address.protocol)) return;
  event.preventDefault();
  open(address, "_blank", "noopener");
}

/* The new picture is loaded beside the old one and takes its place once it stands at the same spot. */
function draw(revision) {
  const frame = document.createElement("iframe");
  frame.className = "coming";
  frame.title = frames.dataset.title;
  frame.src = "/page?map=" + number + "&r=" + revision + ((shown && insides(shown)?.hash) || "");
  frame.addEventListener("load", async () => {
    await ready(frame);
    if (!frame.isConnected) return;
    const old = shown && insides(shown), fresh = insides(frame);
    if (fresh) fresh.content.addEventListener("click", lead);
    if (old && fresh) {
      const boxes = [...old.content.querySelectorAll("[data-keeps]")].map(box => [box.dataset.keeps, box.scrollLeft, box.scrollTop]);
      fresh.view.scrollTo({left: old.view.scrollX, top: old.view.scrollY, behavior: "instant"});
      for (const [name, x, y] of boxes) {
        const box = fresh.content.querySelector('[data-keeps="' + CSS.escape(name) + '"]');
        if (box) { box.scrollLeft = x; box.scrollTop = y; }
      }
    }
    for (const other of frames.querySelectorAll("iframe")) if (other !== frame) other.remove();
    frame.className = "";
    shown = frame;
    document.documentElement.dataset.drawn = revision;
  }, {once: true});
  frames.append(frame);
}

function show(which) {
  number = which;
  history.replaceState(null, "", "/?map=" + number);
  for (const frame of frames.querySelectorAll("iframe")) frame.remove();
  shown = null; drawn = "";
  refresh();
}

async function refresh() {
  const mine = ++asked;
  let state, answer;
  try {
    answer = await fetch("/state?map=" + number);
    if (answer.ok) state = await answer.json();
  } catch {
    say("lost", true);
    return;
  }
  if (mine !== asked) return;
  if (answer.status === 404 && number) return show(0);
  if (!state) return say("failed", true);
  document.title = state.title + " · cxmap";
  say(state.stale ? (state.drawn ? "stale" : "never") : "fresh", state.stale);
  fill(state.findings);
  $("chooser").hidden = state.maps.length < 2;
  if (maps.options.length !== state.maps.length || [...maps.options].some((option, n) => option.text !== state.maps[n])) {
    maps.replaceChildren(...state.maps.map((name, n) => new Option(name, n, false, n === number)));
  }
  const newest = state.run + ":" + state.drawn;
  if (state.drawn && newest !== drawn) {
    drawn = newest;
    draw(state.drawn);
  }
}

maps.addEventListener("change", () => show(Number(maps.value)));
const line = new EventSource("/events");
line.addEventListener("message", refresh);
line.addEventListener("open", refresh);
line.addEventListener("error", () => say("lost", true));
