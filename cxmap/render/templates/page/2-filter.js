// Filters: values of one kind widen the choice, kinds narrow it. What does not match is dimmed in pictures.

const squeeze = text => text.toLowerCase().replace(/\s+/g, "");
const searched = new Map(columns.map(t => [t, squeeze(wordsOf(t).textContent)]));

function passes(t) {
  const people = state.chosen[0];
  const suffers = who => !people.size || !who.length || who.some(i => people.has(i));
  return points[t].every((values, k) => !state.chosen[k].size || values.some(value =>
    k < 4 ? state.chosen[k].has(value) : state.chosen[k].has(value[0]) && suffers(value.slice(1))));
}

function filter() {
  const sought = squeeze(state.find);
  const matching = new Set(columns.filter(t => passes(t) && searched.get(t).includes(sought)));
  const people = new Set([...state.chosen[0]].map(i => facets[0][i][0]));
  for (const group of $$(".picture [data-t], .picture [data-a]")) {
    const { t, a } = group.dataset;
    group.classList.toggle("off", t in points && !matching.has(Number(t)) || people.size > 0 && a !== undefined && !people.has(a));
  }
  for (const text of $$(".hit")) text.classList.remove("hit");
  if (sought && picture())
    for (const text of $$("text", picture())) text.classList.toggle("hit", squeeze(text.textContent).includes(sought));
  for (const t of columns) wordsOf(t).hidden = !matching.has(t);
  for (const stage of $$(".stage")) stage.hidden = !$("table:not([hidden])", stage);
  const line = $("#chosen");
  line.hidden = !sought && state.chosen.every(set => !set.size);
  const count = line.hidden ? "" : say("some", matching.size, columns.length);
  if ($("p", line).textContent !== count) $("p", line).textContent = count;
  for (const button of $$("button", line)) button.remove();
  state.chosen.forEach((set, k) => set.forEach(i => line.append(make("button", {
    type: "button", textContent: facets[k][i][1] + " ×", title: names[kinds[k]],
    onclick: () => { set.delete(i); write(); $("#filter").focus(); },
  }))));
  line.append(make("button", { type: "button", className: "clear", textContent: said.clear, onclick: clear }));
  for (const box of $$("#facets input")) box.checked = state.chosen[box.dataset.k].has(Number(box.dataset.i));
  measure();
}

function clear() {
  for (const set of state.chosen) set.clear();
  state.find = $("#find").value = "";
  write();
  $("#filter").focus();
}

function measure() {
  root.style.setProperty("--bar", $(".bar").offsetHeight + "px");
}

facets.forEach((values, k) => {
  if (values.length < 2 && columns.every(t => points[t][k].length === values.length)) return;
  $("#facets").append(make("fieldset", {}, make("legend", { textContent: names[kinds[k]] }), ...values.map(([, name], i) => {
    const box = make("input", { type: "checkbox", onchange: () => { state.chosen[k][box.checked ? "add" : "delete"](i); write(); } });
    Object.assign(box.dataset, { k, i });
    return make("label", {}, box, make("span", { textContent: name }));
  })));
});
$("#filter").hidden = !$("#facets input");

function unfold(isOpen) {
  $("#facets").hidden = !isOpen;
  $("#filter").setAttribute("aria-expanded", isOpen);
  $("#hits").hidden = true;
  if (isOpen) $("#facets input").focus();
}
