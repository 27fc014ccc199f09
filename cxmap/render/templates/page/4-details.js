// The chosen touchpoint, with rings around it in the picture.

let chosen = null;

function choose(t) {
  chosen = t;
  for (const ring of $$(".ring")) ring.remove();
  if (t === null) return;
  for (const svg of $$(".plate.now .sheet svg")) {
    const boxes = boxesIn(svg, about(t));
    for (const box of boxes.length > 6 ? [around(boxes)] : boxes) {
      const ring = document.createElementNS(svg.namespaceURI, "rect");
      const place = { x: box.x - 3, y: box.y - 3, width: box.width + 6, height: box.height + 6, rx: 4, class: "ring" };
      for (const name in place) ring.setAttribute(name, place[name]);
      svg.append(ring);
    }
  }
  $(".ring")?.scrollIntoView({ block: "nearest", inline: "center" });
  $("#spoken").textContent = nameOf(t);
}

const boxesIn = (svg, query) => $$(query, svg).map(group => group.getBBox()).filter(box => box.width);

function around(boxes) {
  const [x, y] = ["x", "y"].map(name => Math.min(...boxes.map(box => box[name])));
  return { x, y, width: Math.max(...boxes.map(box => box.x + box.width)) - x, height: Math.max(...boxes.map(box => box.y + box.height)) - y };
}

function step(by) {
  const there = columns.filter(t => !wordsOf(t).hidden && $(about(t), picture())), place = there.indexOf(chosen);
  if (there.length) choose(there[place < 0 && by < 0 ? there.length - 1 : (place + by + there.length) % there.length]);
}

// What lies under the pointer: a text or an icon, or else the smallest group whose box holds the point.

function under(event) {
  const direct = event.target.closest("[data-to], [data-t]");
  if (direct) return direct;
  const holds = ([box]) => box.left <= event.clientX && event.clientX <= box.right && box.top <= event.clientY && event.clientY <= box.bottom;
  const groups = $$("[data-to], [data-t]", event.target.closest("svg") || root).map(group => [group.getBoundingClientRect(), group]);
  return groups.filter(holds).sort(([a], [b]) => a.width * a.height - b.width * b.height)[0]?.[1];
}

let dragged = null;

document.addEventListener("pointerdown", event => {
  if (!event.target.closest(".search")) $("#hits").hidden = true;
  if (!event.target.closest("#facets, #filter, #chosen")) unfold(false);
  const box = event.pointerType === "mouse" && event.target.closest(".zoomed");
  dragged = box ? { box, x: event.clientX, y: event.clientY, moved: false } : null;
});

document.addEventListener("pointermove", event => {
  if (!dragged || !event.buttons) return;
  const x = event.clientX - dragged.x, y = event.clientY - dragged.y;
  if (!dragged.moved && Math.hypot(x, y) < 5) return;
  dragged.box.scrollBy(-x, -y);
  Object.assign(dragged, { x: event.clientX, y: event.clientY, moved: true });
});

document.addEventListener("click", event => {
  const { target } = event, link = target.closest("nav a, .tables a");
  if (link) {
    event.preventDefault();
    go(link.hash.slice(1));
  } else if (target.closest(".picture") && !dragged?.moved) {
    const group = under(event);
    if (group?.dataset.to) go(group.dataset.to);
    else if (group) detail(Number(group.dataset.t));
  } else if (target.closest(".close")) target.closest("dialog").close();
  else if (target.matches("dialog")) {
    const box = target.getBoundingClientRect();
    if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) target.close();
  }
});

// Details of a touchpoint, which are its words.

const details = $("#details");

function display(t) {
  const table = wordsOf(t).cloneNode(true), place = columns.indexOf(t);
  state.t = t;
  table.removeAttribute("id");
  table.hidden = false;
  $(".eyebrow", details).textContent = $("h3", stageOf(t)).textContent + " · " + (place + 1) + " / " + columns.length;
  $("h2", details).textContent = nameOf(t);
  $(".body", details).replaceChildren(table);
  $(".body", details).scrollTop = 0;
  $("#before").disabled = place === 0;
  $("#after").disabled = place === columns.length - 1;
  if (!details.open) details.showModal();
  choose(t);
}

function detail(t) {
  const isNew = !details.open;
  unfold(false);
  display(t);
  write(isNew);
}

function beside(by) {
  const next = columns[columns.indexOf(state.t) + by];
  if (next !== undefined) detail(next);
}

details.addEventListener("close", () => {
  if (state.t === null) return;
  state.t = null;
  write();
});
