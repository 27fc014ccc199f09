// A presentation: the whole picture, then stage by stage, with what is said of each.

const presentation = $("#show"), calm = matchMedia("(prefers-reduced-motion: reduce)");
let slides = [], slide = 0, shown = null, frame = 0;

function present() {
  const has = section => section && $(".picture [data-t]", section);
  const now = $(".plate.now"), curve = $("#curve");
  const section = has(now) && !(now.id === "poster" && has(curve)) ? now : has(curve) ? curve : sections.find(has) || now || sections[0];
  const sheets = $$(".sheet svg", section);
  slides = [{ sheet: sheets[0] }, ...$$(".stage").map(stage => {
    const inside = $$("table", stage).map(table => about(table.id.slice(1))).join();
    const [, sheet] = sheets.map(svg => [$$(inside, svg).length, svg]).sort(([a], [b]) => b - a)[0] || [];
    return { stage, inside, sheet };
  })];
  shown = null;
  presentation.showModal();
  turnTo(chosen === null ? 0 : slides.findIndex(({ stage }) => stage === stageOf(chosen)));
}

function turnTo(number, from) {
  if (!slides[number]) return;
  slide = number;
  const { stage, inside, sheet } = slides[number];
  const copy = stage?.cloneNode(true);
  for (const part of copy ? [copy, ...$$("[id], [hidden]", copy)] : []) {
    part.removeAttribute("id");
    part.hidden = false;
  }
  presentation.classList.toggle("whole", !stage);
  $(".body", presentation).replaceChildren(...(copy ? [copy] : []));
  $(".body", presentation).scrollTop = 0;
  $(".eyebrow", presentation).textContent = stage ? say("stage", number, slides.length - 1) + " · " + $("h3", stage).textContent : said.overview;
  $("#back").disabled = number === 0;
  $("#on").disabled = number === slides.length - 1;
  if (!sheet) return;
  const place = $(".shown");
  if (shown !== sheet) {
    place.replaceChildren(sheet.cloneNode(true));
    for (const mark of $$(".ring", place)) mark.remove();
    for (const mark of $$(".off, .hit", place)) mark.classList.remove("off", "hit");
    shown = sheet;
  }
  const svg = $("svg", place);
  if (from) svg.setAttribute("viewBox", from);
  for (const group of $$("[data-t]", svg)) group.classList.toggle("off", Boolean(stage) && !group.matches(inside));
  const boxes = stage ? boxesIn(svg, inside) : [], area = boxes.length && around(boxes);
  move(svg, area ? [area.x - 12, area.y - 12, area.width + 24, area.height + 24] : numbers(sheet));
}

const numbers = svg => svg.getAttribute("viewBox").split(" ").map(Number);

function move(svg, to) {
  const from = numbers(svg), start = performance.now();
  cancelAnimationFrame(frame);
  const draw = now => {
    const share = calm.matches ? 1 : Math.min(Math.max(now - start, 0) / 450, 1), eased = share * share * (3 - 2 * share);
    svg.setAttribute("viewBox", to.map((value, i) => from[i] + (value - from[i]) * eased).join(" "));
    if (share < 1) frame = requestAnimationFrame(draw);
  };
  draw(start);
}

// For a live preview, which exchanges pictures on this page, and at last the page for another that goes on as it was left.

const seen = () => $(".shown svg")?.getAttribute("viewBox");

function redrawn() {
  if (!$("#chosen").hidden) filter();
  if (chosen !== null) choose(chosen);
  if (scale) zoom(scale);
  shown = null;
  if (presentation.open) turnTo(slide, seen());
}

const foldable = () => $$("main details, footer details");

function left() {
  return {
    scale, chosen, unfolded: !$("#facets").hidden, focus: document.activeElement.id, open: foldable().map(each => each.open),
    slide: presentation.open ? slide : null, seen: seen(), dialog: $("#keyhelp[open], #printing[open]")?.id,
  };
}

function resume(was) {
  foldable().forEach((each, i) => each.open = was.open[i]);
  if (was.unfolded) unfold(true);
  if (was.chosen in points) choose(was.chosen);
  zoom(was.scale);
  if (was.dialog) $("#" + was.dialog).showModal();
  if (was.slide !== null) {
    present();
    turnTo(Math.min(was.slide, slides.length - 1), was.seen);
  }
  if (was.focus) document.getElementById(was.focus)?.focus({ preventScroll: true });
}
