// Filters, keys in the matrix, and quotations beside it. The page reads without it.
document.documentElement.classList.add("live");
const one = (selector) => document.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const data = JSON.parse(one("#data").textContent);
const placed = new Map();
data.statements.forEach((statement) => statement.facts.forEach((fact) => { if (!placed.has(fact[0])) placed.set(fact[0], { statement, fact }); }));
const rows = all(".fact-row");
const listed = all(".fact-change");
const chips = all(".chips [type=checkbox]");
const search = one("#search");
const status = one("#filtered");
const clear = one("#clear");
const quote = one("#quote");
let opened = null;

// What the address says: #PLACE&only=unexpected,quantity&find=words
const stateOf = (fragment) => {
  const parts = fragment.replace(/^#/, "").split("&");
  const place = parts[0].includes("=") ? "" : parts.shift();
  return { place, values: new Map(parts.filter(Boolean).map((part) => {
    const at = part.indexOf("=");
    try { return [part.slice(0, at), decodeURIComponent(part.slice(at + 1))]; } catch { return ["", ""]; }
  })) };
};
const nameOf = (chip) => chip.dataset.kind || chip.dataset.verdict;
const ticked = (group) => chips.filter((chip) => chip.checked && chip.dataset[group]).map(nameOf);
const fragment = () => {
  const values = [["only", chips.filter((chip) => chip.checked).map(nameOf).join(",")], ["find", search.value.trim()]];
  const said = values.filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ",")}`);
  return "#" + [opened || "", ...said].filter(Boolean).join("&");
};
const keepAddress = () => {
  // A page without an origin of its own may not be allowed to write its address.
  try { history.replaceState(null, "", fragment()); } catch { /* the view holds all the same */ }
};

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").toLowerCase();
const wordsOf = new Map();
const searchable = (row) => {
  if (!wordsOf.has(row)) wordsOf.set(row, folded(all("q", row).map((each) => each.textContent).join("\n")));
  return wordsOf.get(row);
};
const wanted = (row, kinds, verdicts, words) =>
  (!kinds.length || kinds.includes(row.dataset.kind)) &&
  (!verdicts.length || verdicts.some((verdict) => row.dataset.verdict.split(" ").includes(verdict))) &&
  (!words || searchable(row).includes(words));
const filter = () => {
  const [kinds, verdicts, words] = [ticked("kind"), ticked("verdict"), folded(search.value.trim())];
  let count = 0;
  rows.forEach((row) => {
    const shows = wanted(row, kinds, verdicts, words);
    row.classList.toggle("missed", !shows);
    count += shows;
  });
  all(".chunk").forEach((chunk) => chunk.classList.toggle("missed", !chunk.querySelector(".fact-row:not(.missed)")));
  listed.forEach((item) => item.classList.toggle("missed", !wanted(item, kinds, verdicts, words)));
  all(".changed .group").forEach((group) => group.classList.toggle("missed", !group.querySelector(".fact-change:not(.missed)")));
  const on = kinds.length > 0 || verdicts.length > 0 || words !== "";
  status.textContent = on ? `Showing ${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows.` : "";
  clear.hidden = !on;
  settle();
};

// One cell can be reached by Tab; arrow keys lead on from it.
const cells = () => all(".fact-row:not(.missed) > td", one("#grid"));
let active = null;
const settle = (cell = null) => {
  if (active) active.tabIndex = -1;
  active = cell || (active && !active.parentElement.classList.contains("missed") ? active : one(".fact-row:not(.missed) > td"));
  if (active) active.tabIndex = 0;
};
const columnOf = (cell) => Number(cell.dataset.first);
const cellAt = (row, column) => [...row.querySelectorAll(":scope > td")].findLast((cell) => columnOf(cell) <= column);
const shownRows = () => rows.filter((row) => !row.classList.contains("missed"));
const step = (down, along) => {
  const row = active.parentElement;
  if (along) {
    const own = [...row.querySelectorAll(":scope > td")];
    return own[Math.min(Math.max(own.indexOf(active) + along, 0), own.length - 1)];
  }
  const shown = shownRows();
  return cellAt(shown[Math.min(Math.max(shown.indexOf(row) + down, 0), shown.length - 1)], columnOf(active));
};
const STEPS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0],
  Home: [0, -Infinity], End: [0, Infinity],
};
const focusCell = (cell) => {
  settle(cell);
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
};
one("#grid").addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || event.ctrlKey || event.shiftKey || !event.target.matches("td")) return;
  if (event.key === "Enter" || event.key === " ") {
    const link = event.target.querySelector("a");
    if (link) { event.preventDefault(); open(link.hash.slice(1), event.target); }
    return;
  }
  if (!STEPS[event.key]) return;
  event.preventDefault();
  focusCell(step(...STEPS[event.key]));
});

// The words in their line, read from the statement below.
const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  Object.entries(properties).forEach(([name, value]) => { if (value) element.setAttribute(name, value); });
  element.append(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
};
const quotation = (place, name) => {
  const found = placed.get(place);
  const words = document.getElementById(place);
  if (!found || !words) return null;
  const line = words.closest("li");
  const copy = line.querySelector(".text").cloneNode(true);
  const own = copy.querySelector(`[id="${place}"]`);
  const mark = make("mark");
  if (own.matches("i")) mark.append(" "); else mark.append(...own.childNodes);
  own.replaceWith(mark);
  copy.querySelectorAll("[id]").forEach((each) => each.replaceWith(...each.childNodes));
  const [, kind, rule, confidence, value] = found.fact;
  const list = line.parentElement;
  return make("figure", { class: name },
    make("figcaption", {}, make("b", {}, found.statement.date), ` ${found.statement.reference}, line ${line.value}: ${kind}${value ? `, taken for ${value}` : ""}; rule ${data.rules[rule]}, confidence ${confidence}; text ${found.statement.sha256.slice(0, 12)}… `,
      make("a", { href: `#${place}`, "data-there": place }, "In the statement")),
    make("blockquote", { lang: list.lang, dir: list.dir }, ...copy.childNodes));
};
// Where the same words stand in each of the statements that a long cell is of.
const throughout = (cell) => {
  const [first, last] = [columnOf(cell), columnOf(cell) + cell.colSpan - 1];
  const said = (data.rows[cell.parentElement.id] || []).filter(([k]) => first <= k && k <= last);
  const links = said.map(([k, n]) => {
    const { date, facts } = data.statements[k];
    return [make("a", { href: `#${facts[n][0]}`, "data-there": facts[n][0] }, date), ", "];
  }).flat();
  return make("p", { class: "through" }, `In these words in ${said.length} statements: `, ...links.slice(0, -1), ".");
};
const open = (place, cell = null) => {
  const own = cell ? all(".words a", cell).map((link) => link.hash.slice(1)) : [place];
  const before = cell ? cell.querySelector(".was a") : null;
  const figures = [before ? quotation(before.hash.slice(1), "older") : null, ...own.map((each) => quotation(each, ""))].filter(Boolean);
  if (!figures.length) return false;
  const through = cell && cell.colSpan > 1 && own.length ? throughout(cell) : null;
  one("#quote-body").replaceChildren(...figures, through || "");
  quote.hidden = false;
  opened = place;
  all("td.here").forEach((each) => each.classList.remove("here"));
  if (cell) cell.classList.add("here");
  keepAddress();
  return true;
};
const shut = () => {
  quote.hidden = true;
  opened = null;
  all("td.here").forEach((each) => each.classList.remove("here"));
  keepAddress();
};
one("#grid").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const cell = event.target.closest("td");
  const place = link ? link.hash.slice(1) : cell && cell.querySelector("a") ? cell.querySelector("a").hash.slice(1) : "";
  if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (open(place, cell)) { event.preventDefault(); if (cell) { settle(cell); cell.focus({ preventScroll: true }); } }
});
all(".changed").forEach((list) => list.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && open(link.hash.slice(1))) event.preventDefault();
}));
quote.addEventListener("click", (event) => {
  const link = event.target.closest("[data-there]");
  if (!link) return;
  event.preventDefault();
  shut();
  location.hash = link.dataset.there;
});
one("#quote-close").addEventListener("click", () => { const cell = active; shut(); if (cell) cell.focus({ preventScroll: true }); });
addEventListener("keydown", (event) => { if (event.key === "Escape" && !quote.hidden) one("#quote-close").click(); });

chips.forEach((chip) => chip.addEventListener("change", () => { filter(); keepAddress(); }));
clear.addEventListener("click", () => {
  chips.forEach((chip) => { chip.checked = false; });
  search.value = "";
  filter();
  keepAddress();
  search.focus();
});
let typing = 0;
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => { filter(); keepAddress(); }, 120);
});
const WIDTHS = [2, 3.5, 5.75, 8, 12, 18];
let width = 2;
const zoom = (way) => {
  width = Math.min(Math.max(width + way, 0), WIDTHS.length - 1);
  document.documentElement.style.setProperty("--cell", `${WIDTHS[width]}rem`);
};
if (one("#wider")) {
  one("#wider").addEventListener("click", () => zoom(1));
  one("#narrower").addEventListener("click", () => zoom(-1));
}

const restore = () => {
  const { place, values } = stateOf(location.hash);
  const only = (values.get("only") || "").split(",");
  if (values.size) one(".chips").open = true;
  // A link to a place leaves the filters as they are.
  if (values.size || !place) {
    chips.forEach((chip) => { chip.checked = only.includes(nameOf(chip)); });
    search.value = values.get("find") || "";
  }
  filter();
  const target = place && document.getElementById(place);
  if (target && values.size) target.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", restore);
// On a narrow screen the filters would stand between the summary and the facts.
if (matchMedia("(max-width: 719.98px)").matches) one(".chips").open = chips.some((chip) => chip.checked);
all(".facts a").forEach((link) => { link.tabIndex = -1; });
all(".live-only").forEach((each) => { if (each !== quote) each.hidden = false; });
rows.forEach((row) => all(":scope > td", row).forEach((cell) => { cell.tabIndex = -1; }));
restore();
if (document.body.classList.contains("wide")) one("#grid").scrollLeft = one("#grid").scrollWidth;
performance.mark("drawn");
