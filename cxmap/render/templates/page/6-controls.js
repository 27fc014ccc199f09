// Size of the picture: 0 is as wide as the window, 1 its true size.

let scale = 0;
const trueWidth = svg => svg.viewBox.baseVal.width * 4 / 3;

function zoom(to) {
  const box = picture();
  scale = to;
  if (!box) return;
  const x = (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth, y = (box.scrollTop + box.clientHeight / 2) / box.scrollHeight;
  box.classList.toggle("zoomed", to > 0);
  for (const sheet of $$(".sheet", box)) sheet.style.setProperty("--zoom", trueWidth($("svg", sheet)) * to + "px");
  box.scrollTo(x * box.scrollWidth - box.clientWidth / 2, y * box.scrollHeight - box.clientHeight / 2);
  $("#true-size").textContent = Math.round(100 * $(".sheet", box).clientWidth / trueWidth($("svg", box))) + " %";
}

const resize = by => zoom(Math.min(4, Math.max(.2, by * parseInt($("#true-size").textContent) / 100)));

// What a reader prefers is kept where the browser allows it.

function kept(name, value) {
  try {
    if (value === undefined) return localStorage.getItem("cxmap-" + name);
    localStorage.setItem("cxmap-" + name, value);
  } catch { /* a page that may keep nothing works as well */ }
}

function shade() {
  const theme = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  kept("theme", root.dataset.theme = theme === "dark" ? "light" : "dark");
}

for (const button of $$("#printing [value]")) button.onclick = () => {
  $("#printing").close();
  root.dataset.print = button.value;
  print();
};
addEventListener("afterprint", () => delete root.dataset.print);

function table() {
  const tables = $(".now .tables");
  if (tables?.matches("details")) tables.open = !tables.open;
  else go("words");
}

const actions = {
  "?": () => $("#keyhelp").showModal(), "/": () => $("#find").focus(), f: () => unfold($("#facets").hidden), p: present,
  "[": () => turn(-1), "]": () => turn(1), "+": () => resize(1.25), "=": () => resize(1.25), "-": () => resize(.8), 0: () => zoom(0),
  t: table, d: shade,
};
const steps = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };

// Return what a key does where the focus is.

function meaning(key, target) {
  const by = steps[key], isArrow = by && key.startsWith("Arrow");
  if (presentation.open) {
    const number = { Home: 0, End: slides.length - 1 }[key] ?? slide + by;
    return slides[number] && !(key === " " && target.matches("button")) && (() => turnTo(number));
  }
  if (details.open) return isArrow && (() => beside(by));
  if ($("dialog[open]")) return;
  if (target.closest(".search")) {
    const buttons = $$("#hits button"), place = buttons.indexOf(target);
    if (key === "Escape") return () => { $("#find").value = ""; search(); $("#find").focus(); };
    if (key === "Enter" && place < 0) return () => buttons[0]?.click();
    if (key === "ArrowDown") return () => buttons[Math.min(place + 1, buttons.length - 1)]?.focus();
    if (key === "ArrowUp") return () => (buttons[place - 1] || $("#find")).focus();
    return;
  }
  if (key === "Escape") return () => { if ($("#facets").hidden) choose(null); else { unfold(false); $("#filter").focus(); } };
  if (target.matches(".picture") && isArrow) return () => step(by);
  if (target.matches(".picture") && key === "Enter" && chosen !== null) return () => detail(chosen);
  if ($("#shortcuts").checked) return actions[key.length > 1 ? "" : key.toLowerCase()];
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const action = meaning(event.key, event.target);
  if (!action) return;
  event.preventDefault();
  action();
});

for (const [id, action] of Object.entries({
  filter: actions.f, present, print: () => $("#printing").showModal(), theme: shade, help: actions["?"],
  smaller: actions["-"], larger: actions["+"], fit: actions[0], "true-size": () => zoom(1),
  before: () => beside(-1), after: () => beside(1), back: () => turnTo(slide - 1), on: () => turnTo(slide + 1),
})) $("#" + id).onclick = action;
$("#find").oninput = search;
$("#find").onfocus = () => { if (state.find) search(); };
$("#shortcuts").checked = kept("keys") !== "off";
$("#shortcuts").onchange = event => kept("keys", event.target.checked ? "on" : "off");
root.dataset.theme = { light: "light", dark: "dark" }[kept("theme")] || "";
root.classList.add("js");
for (const part of $$(".tools, .zoom")) part.hidden = false;

// Of many pictures most come packed, with the rules and definitions that only they need: see packing.py.

async function unpack() {
  if (!$("#packed")) return;
  const packed = $("#packed").textContent, bytes = new Uint8Array(packed.length * 4 / 5);
  const digits = Object.fromEntries([..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%/()*+-;,=.?@^_`{|}~"].map((digit, n) => [digit, n]));
  for (let i = 0; i < packed.length; i += 5) {
    let value = 0;
    for (let k = i; k < i + 5; k++) value = value * 85 + (digits[packed[k]] ?? 84);
    for (let k = 0; k < 4; k++) bytes[i / 5 * 4 + k] = value / 256 ** (3 - k);
  }
  const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  const [markup, ...streams] = text.split("\f");
  const [xs, ys, paths, texts] = streams.map(stream => stream.split("\v").values());
  const next = values => values.next().value;
  const back = { "\x01": () => ` x=${next(xs)} y=${next(ys)}`, "\x02": () => ` d="${next(paths)}"`, "\x03": () => next(texts) };
  const [rules, definitions, ...pictures] = markup.replace(/[\x01-\x03]/g, mark => back[mark]()).split("\x04");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
  $(".shared defs").insertAdjacentHTML("beforeend", definitions);
  $$(".packed .sheet svg").forEach((svg, i) => svg.innerHTML = pictures[i]);
  for (const tables of $$(".packed + .tables")) tables.open = false;
  for (const box of $$(".packed")) box.classList.remove("packed");
}

read();
// A browser that cannot unpack them shows their tables.
unpack().catch(() => {}).then(() => {
  written = null;
  read();
  addEventListener("hashchange", read);
  addEventListener("resize", () => { measure(); zoom(scale); });
  root.dataset.ready = "";
});
