"use strict";
const $ = id => document.getElementById(id);
const frames = $("frames"), status = $("status"), list = $("findings"), maps = $("maps");
let number = Number(new URLSearchParams(location.search).get("map")) || 0;
const PATIENCE = 1500;
let shown = null, drawn = "", asked = 0, later = 0;

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

/* The view that is looked at: the one that is drawn first. */
function viewed() {
  return shown && insides(shown)?.content.querySelector(".plate.now, .words.now")?.id || "";
}

/* Who goes to another view does not wait for the page with it. */
function tell() {
  fetch("/state?map=" + number + "&view=" + encodeURIComponent(viewed())).catch(() => {});
  if (later) draw(document.documentElement.dataset.drawn);
}

function halt() {
  clearTimeout(later);
  later = 0;
  for (const frame of frames.querySelectorAll("iframe")) if (frame !== shown) frame.remove();
}

/* Exchange the sheets of one view that are not as they were, on the page that stands; say whether that could be done. */
function exchange({ view, content }, { view: name, rules, definitions, sheets }) {
  const places = [...content.querySelectorAll("#" + CSS.escape(name) + " .picture:not(.packed) .sheet")];
  if (!content.exchanged) content.exchanged = new Map();
  if (places.length !== sheets.length || sheets.some(({ paper }, n) => !places[n].classList.contains(paper))) return false;
  let known = content.exchanged.get(name);
  if (!known) {
    known = { style: new view.CSSStyleSheet(), defined: content.createElementNS("http://www.w3.org/2000/svg", "g"), markups: [] };
    content.adoptedStyleSheets = [...content.adoptedStyleSheets, known.style];
    content.querySelector(".shared defs").append(known.defined);
    content.exchanged.set(name, known);
  }
  if (known.rules !== rules) known.style.replaceSync(known.rules = rules);
  if (known.definitions !== definitions) known.defined.innerHTML = known.definitions = definitions;
  const spots = keep(content);
  sheets.forEach(({ markup, box }, n) => {
    const svg = places[n].querySelector("svg");
    if (svg.getAttribute("viewBox") !== box) svg.setAttribute("viewBox", box);
    if (known.markups[n] !== markup) svg.innerHTML = known.markups[n] = markup;
  });
  view.redrawn();
  restore(content, spots);
  return true;
}

function keep(content) {
  const view = content.defaultView;
  return { x: view.scrollX, y: view.scrollY, boxes: [...content.querySelectorAll("[data-keeps]")].map(box => [box.dataset.keeps, box.scrollLeft, box.scrollTop]) };
}

function restore(content, { x, y, boxes }) {
  content.defaultView.scrollTo({left: x, top: y, behavior: "instant"});
  for (const [name, left, top] of boxes) {
    const box = content.querySelector('[data-keeps="' + CSS.escape(name) + '"]');
    if (box) { box.scrollLeft = left; box.scrollTop = top; }
  }
}

/* The view that is looked at comes first, alone; the page with all of them follows when nothing else has come. */
async function swap(revision, name) {
  const mine = drawn;
  try {
    const answer = await fetch("/part?map=" + number + "&view=" + encodeURIComponent(name));
    const part = answer.ok && await answer.json(), inside = shown && insides(shown);
    if (!part || !inside || mine !== drawn || !exchange(inside, part)) return false;
    halt();
    return true;
  } catch {
    return false;
  }
}

/* The new page is loaded beside the old one and takes its place once it stands at the same spot. */
function draw(revision) {
  halt();
  const frame = document.createElement("iframe");
  frame.className = "coming";
  frame.title = frames.dataset.title;
  frame.src = "/page?map=" + number + "&r=" + revision + ((shown && insides(shown)?.hash) || "");
  frame.addEventListener("load", async () => {
    await ready(frame);
    if (!frame.isConnected) return;
    const old = shown && insides(shown), fresh = insides(frame);
    if (old && !fresh?.content.getElementById("main")) return frame.remove();
    const hasFocus = shown && document.activeElement === shown;
    const left = old && fresh && old.content.getElementById("main") && { page: old.view.left(), spots: keep(old.content), hash: old.hash };
    for (const other of frames.querySelectorAll("iframe")) if (other !== frame) other.remove();
    frame.className = "";
    shown = frame;
    if (fresh) {
      fresh.content.addEventListener("click", lead);
      fresh.view.addEventListener("hashchange", tell);
    }
    if (left) {
      if (left.hash !== fresh.hash) fresh.view.location.replace(left.hash || "#");
      fresh.view.resume(left.page);
      restore(fresh.content, left.spots);
    }
    if (hasFocus) frame.contentWindow.focus();
    document.documentElement.dataset.drawn = document.documentElement.dataset.whole = revision;
    tell();
  }, {once: true});
  frames.append(frame);
}

function show(which) {
  number = which;
  history.replaceState(null, "", "/?map=" + number);
  shown = null; drawn = "";
  halt();
  refresh();
}

async function refresh() {
  const mine = ++asked;
  let state, answer;
  try {
    answer = await fetch("/state?map=" + number + "&view=" + viewed());
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
    clearTimeout(later);
    if (state.part && state.part === viewed() && await swap(state.drawn, state.part)) {
      document.documentElement.dataset.drawn = state.drawn;
      if (drawn === newest) later = setTimeout(draw, PATIENCE, state.drawn);
    } else if (drawn === newest) draw(state.drawn);
  }
}

maps.addEventListener("change", () => show(Number(maps.value)));
const line = new EventSource("/events");
line.addEventListener("message", refresh);
line.addEventListener("open", refresh);
line.addEventListener("error", () => say("lost", true));
