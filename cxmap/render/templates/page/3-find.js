// Finding, in the journey in words and in the tables of all views.

function search() {
  state.find = $("#find").value.trim();
  write();
  const sought = state.find.toLowerCase();
  $("#hits").hidden = !sought;
  const places = sought ? $$(".touchpoints table, .tables tbody tr, .cards > div").filter(place => place.textContent.toLowerCase().includes(sought)) : [];
  places.sort((a, b) => a.matches("tr") - b.matches("tr"));
  $("#hits ul").replaceChildren(...places.slice(0, 60).map(place => make("li", {}, hit(place, sought))));
  $("#hits p").textContent = places.length ? say("hits", places.length) : said.none;
}

function hit(place, sought) {
  const head = $("h4, h3, th", place), section = place.closest(".plate, .words"), stage = place.closest(".stage");
  const part = $$("td, p, th", place).find(each => each.textContent.toLowerCase().includes(sought));
  const text = part && part !== head ? [...part.childNodes].map(node => node.textContent.trim()).join(" · ") : "";
  const where = $(stage ? "h3" : "h2", stage || section).textContent;
  const below = make("small", {}, where, ...(head && text ? [" · ", ...marked(text, sought)] : []));
  return make("button", { type: "button", onclick: () => jump(place, section) }, ...marked(head ? head.textContent : text, sought), below);
}

function marked(text, sought) {
  const at = text.toLowerCase().indexOf(sought), from = Math.max(0, at - 30), end = at + sought.length;
  if (at < 0) return [text.slice(0, 90)];
  return [(from ? "…" : "") + text.slice(from, at), make("mark", { textContent: text.slice(at, end) }), text.slice(end, end + 60)];
}

function jump(place, section) {
  $("#hits").hidden = true;
  if (place.id) {
    const t = Number(place.id.slice(1));
    if (!picture() || !$(about(t), picture())) go((sections.find(each => $(about(t), each)) || section).id);
    choose(t);
    (picture() || $("#find")).focus({ preventScroll: true });
    if (picture()) return;
  } else go(section.id);
  const table = place.closest("details");
  if (table) table.open = true;
  place.scrollIntoView({ block: "center" });
}
