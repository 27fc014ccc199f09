"use strict";
const $ = (query, within = document) => within.querySelector(query);
const $$ = (query, within = document) => [...within.querySelectorAll(query)];
const root = document.documentElement;
const { facets, points, said, names } = JSON.parse($("#data").textContent);
const kinds = Object.keys(names);
const columns = Object.keys(points).map(Number);
const sections = $$(".plate, .words");
const say = (key, ...values) => values.reduce((text, value) => text.replace("{}", value), said[key]);
const wordsOf = t => $("#t" + t);
const nameOf = t => $("h4", wordsOf(t)).textContent;
const stageOf = t => wordsOf(t).closest(".stage");
const about = t => `[data-t="${t}"]`;
const picture = () => $(".plate.now .picture:not(.packed)");

function make(kind, properties, ...children) {
  const element = Object.assign(document.createElement(kind), properties);
  element.append(...children);
  return element;
}

// What is shown, as it stands in the address after the #, so that a link leads to the same.

const state = { view: "", t: null, find: "", chosen: kinds.map(() => new Set()) };
let written = null;

function read() {
  const hash = location.hash.slice(1);
  if (hash === written) return;
  written = hash;
  const values = new URLSearchParams(hash);
  const target = hash && !hash.includes("=") && document.getElementById(decodeURIComponent(hash));
  const section = target && target.closest(".plate, .words");
  const wanted = section ? section.id : values.get("view");
  const usual = matchMedia("(max-width: 760px)").matches ? sections.at(-1) : sections[0];
  state.view = sections.some(each => each.id === wanted) ? wanted : usual.id;
  state.find = values.get("find") || "";
  state.t = columns.find(t => String(t) === values.get("t")) ?? null;
  kinds.forEach((kind, k) => {
    const ids = (values.get(kind) || "").split(",");
    state.chosen[k] = new Set(facets[k].flatMap(([id], i) => ids.includes(id) ? [i] : []));
  });
  $("#find").value = state.find;
  show();
  if (state.t === null) details.close();
  else display(state.t);
  if (section && target !== section) target.scrollIntoView();
}

function write(adds) {
  const values = new URLSearchParams({ view: state.view });
  kinds.forEach((kind, k) => {
    if (state.chosen[k].size) values.set(kind, [...state.chosen[k]].map(i => facets[k][i][0]).join(","));
  });
  if (state.find) values.set("find", state.find);
  if (state.t !== null) values.set("t", state.t);
  written = String(values);
  if (adds) location.hash = written;
  else location.replace("#" + written);
  written = location.hash.slice(1);
  show();
}

// Views, one at a time.

function show() {
  for (const section of sections) section.classList.toggle("now", section.id === state.view);
  for (const link of $$("nav a")) {
    if (link.hash !== "#" + state.view) link.removeAttribute("aria-current");
    else {
      link.setAttribute("aria-current", "page");
      const bar = link.closest("nav");
      bar.scrollLeft = link.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2;
    }
  }
  $(".zoom").hidden = !picture();
  filter();
  zoom(scale);
}

function go(view) {
  unfold(false);
  if (view === state.view || !sections.some(each => each.id === view)) return;
  state.view = view;
  choose(null);
  write(true);
  scrollTo(0, 0);
  $("#spoken").textContent = $("nav [aria-current]").textContent;
}

function turn(by) {
  const next = sections[sections.findIndex(each => each.id === state.view) + by];
  if (next) go(next.id);
}
