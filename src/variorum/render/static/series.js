// Filters, addresses, and what opens what.
const one = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const chips = all("[data-only]");
const search = one("#search");
const status = one("#filtered");
const clear = one("#clear");
const quiet = one("#quiet");
const life = one("#life");
const pair = one("#pair");
const caption = one("#caption");
let current = null; // { line, issue, segment, pair }
let focusStays = false;

// What became of lines is counted of lines of the body; votes are told by name.
const FILTERS = {
  now: (line) => lastPlace(line).issue === latest,
  reworded: (line) => isBody(line) && line.places.some((place) => place.event === "r"),
  parted: (line) => isBody(line) && (line.places.some((place) => place.event === "s" || place.event === "m") || statesOf(line).includes("J")),
  moved: (line) => isBody(line) && line.places.some((place) => issues[place.issue].isMoved.has(place.segment)),
  dropped: (line) => isBody(line) && /[DU]/.test(statesOf(line)[lastPlace(line).issue + 1] || ""),
  names: (line) => line.places.some((place) => place.event === "n"),
  returned: (line) => isBody(line) && line.places.some((place) => place.event === "t"),
};
const isBody = (line) => line.kind === "" || line.kind === "formulaic";
const ticked = () => chips.filter((chip) => chip.checked).map((chip) => chip.dataset.only);
// With so many lines the ones that stand now say more than those of long ago.
const MANY = 60;
const byDefault = lines.length > MANY && issues.length > 1 ? ["now"] : [];
// What is shown at first is nobody's choice: it gives way to the first filter that is one, and to words.
let chosen = false;
const choose = (chip = null) => {
  if (!chosen && (!chip || chip.checked)) chips.forEach((each) => { if (each !== chip) each.checked = false; });
  chosen = true;
};

// What the address says: #PLACE&pair=TEXT&only=now,returned&find=words; "only=all" is no filter.
const stateOf = (fragment) => {
  const parts = fragment.replace(/^#/, "").split("&");
  const place = parts[0].includes("=") ? "" : parts.shift();
  return { place, values: new Map(parts.filter(Boolean).map((part) => {
    const at = part.indexOf("=");
    try { return [part.slice(0, at), decodeURIComponent(part.slice(at + 1))]; } catch { return ["", ""]; }
  })) };
};
const fragment = () => {
  const only = ticked();
  const same = only.join() === (search.value.trim() ? "" : byDefault.join());
  const values = [
    ["pair", current && current.pair !== null ? issues[current.pair].sha256.slice(0, 12) : ""],
    ["only", same ? "" : only.join() || "all"], ["find", search.value.trim()], ["quiet", quiet.checked ? "1" : ""],
  ];
  const said = values.filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ",")}`);
  return "#" + [current ? anchorOf(current.issue, current.segment) : "", ...said].filter(Boolean).join("&");
};
const keepAddress = () => {
  // A page without an origin of its own may not be allowed to write its address.
  try { history.replaceState(null, "", fragment()); } catch { /* the view holds all the same */ }
};
const goTo = (next) => {
  current = next;
  const address = fragment();
  if (location.hash === address) restore(); else location.hash = address;
};

const filter = () => {
  const only = ticked();
  const words = folded(search.value.trim());
  const known = lines.filter((line) => quiet.checked || words || !line.isQuiet);
  const numbers = known
    .filter((line) => (!only.length || only.some((name) => FILTERS[name](line))) && (!words || searchable(line).includes(words)))
    .map((line) => line.number);
  grid.show(numbers);
  const on = only.length > 0 || words !== "";
  const kinds = chips.filter((chip) => chip.checked).map((chip) => chip.dataset.said);
  status.textContent = on
    ? `Showing ${numbers.length.toLocaleString("en")} of ${counted(known.length, "line")}${kinds.length ? `: those that ${kinds.join(", or ")}` : ""}${words ? `, with “${search.value.trim()}”` : ""}.`
    : `All ${counted(known.length, "line")}.`;
  clear.hidden = !on;
};

const showLife = () => {
  const line = lines[current.line];
  life.hidden = false;
  one("#life-body").replaceChildren(...lifeOf(line));
  one("#life-body").dataset.line = line.number;
  const row = all("#life-body .run").find((each) => Number(each.dataset.from) <= current.issue && current.issue <= Number(each.dataset.to));
  if (row) row.classList.add("here");
  return row;
};
const showPair = () => {
  pair.hidden = current.pair === null;
  if (pair.hidden) { one("#pair-body").replaceChildren(); return; }
  one("#pair-head").textContent = `${issues[current.pair].date} and ${issues[current.issue].date}`;
  one("#pair-body").replaceChildren(...pairOf(current.pair, current.issue).filter(Boolean));
  const row = one(`#pair-body [data-line="${current.line}"]`);
  if (row) {
    row.classList.add("here");
    const fold = row.closest(".fold > details");
    if (fold) fold.open = true;
  }
};
// Which of the texts with a digest is meant: the nearest before the issue, for one text can stand in two.
const earlier = (digest, k) => issuesOf(digest).findLast((j) => j < k) ?? null;

const restore = () => {
  const { place, values } = stateOf(location.hash);
  const found = place ? placeNamed(place) : null;
  if (values.has("only") || values.has("find") || values.has("quiet") || !found || !grid.window) {
    const only = values.has("only") ? values.get("only").split(",") : values.has("find") ? [] : byDefault;
    chosen = values.has("only") || values.has("find");
    chips.forEach((chip) => { chip.checked = only.includes(chip.dataset.only) && !chip.disabled; });
    search.value = values.get("find") || "";
    quiet.checked = values.get("quiet") === "1" && !quiet.disabled;
    filter();
  }
  if (!found) {
    current = null;
    life.hidden = pair.hidden = true;
    const target = place && document.getElementById(place);
    if (target) target.scrollIntoView();
    return;
  }
  const digest = values.get("pair");
  current = { ...found, pair: digest ? earlier(digest, found.issue) : null };
  if (!grid.rows.includes(found.line)) {
    quiet.checked ||= lines[found.line].isQuiet;
    choose();
    chips.forEach((chip) => { chip.checked = false; });
    search.value = "";
    filter();
  }
  const stays = focusStays;
  focusStays = false;
  const open = !life.hidden && one("#life-body").dataset.line === String(found.line);
  const row = showLife();
  showPair();
  grid.go(grid.rows.indexOf(found.line), found.issue, { focus: stays });
  say(lines[found.line], found.issue);
  if (current.pair !== null) {
    one("#pair-head").focus({ preventScroll: true });
    (one("#pair-body .here") || pair).scrollIntoView({ block: "center" });
  } else if (stays) {
    one("#life-head").scrollIntoView({ block: "nearest" });
  } else {
    one("#life-head").focus({ preventScroll: true });
    // A life begins at its head; a link within it leads to its row.
    if (open && row) row.scrollIntoView({ block: "center" }); else one("#life-head").scrollIntoView({ block: "start" });
  }
};

// What stands at the cell pointed at, in words.
const say = (line, k) => {
  const { glyph, word } = stateWords(line, k);
  const place = placeAt(line, k) || placeBefore(line, k) || line.places[0];
  caption.replaceChildren(
    make("span", { class: "glyph", "aria-hidden": "true" }, glyph), ` ${word}, ${issues[k].date} `,
    make("q", { lang: data.language || null, dir: data.direction }, shown(shortened(wordsAt(place.issue, place.segment), 220))));
};
grid.point = say;
grid.open = (line, k) => {
  const place = placeAt(line, k) || placeBefore(line, k) || line.places[0];
  focusStays = true;
  goTo({ line: line.number, issue: place.issue, segment: place.segment, pair: null });
};

// The bars stand under the columns of the table, and lead to the pair of issues they tell of.
const plot = one(".plot");
const columnAt = (event) => Math.floor((event.clientX - plot.firstElementChild.getBoundingClientRect().left) / grid.cell);
const counts = all(".as-table tbody tr");
plot.addEventListener("mousemove", (event) => {
  const row = counts[columnAt(event)];
  if (!row) return;
  const words = ["lines", ...all(".legend li").map((each) => each.lastChild.textContent.trim())];
  caption.textContent = `${row.cells[0].textContent}: ${words.map((word, n) => `${row.cells[n + 1].textContent} ${word}`).join(", ")}`;
});
plot.addEventListener("click", (event) => {
  const k = columnAt(event);
  if (k < 1 || k > latest || !issues[k].lines.length) return;
  goTo({ line: issues[k].lines[0], issue: k, segment: 0, pair: k - 1 });
});

chips.forEach((chip) => chip.addEventListener("change", () => { choose(chip); filter(); keepAddress(); }));
quiet.addEventListener("change", () => { filter(); keepAddress(); });
clear.addEventListener("click", () => {
  choose();
  chips.forEach((chip) => { chip.checked = false; });
  search.value = "";
  filter();
  keepAddress();
  search.focus();
});
let typing = 0;
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => { choose(); filter(); keepAddress(); }, 120);
});
one("#pair-close").addEventListener("click", () => goTo({ ...current, pair: null }));
const WIDTHS = [3, 4, 6, 8, 12, 18, 24, 40];
const zoom = (way) => {
  const next = way > 0 ? WIDTHS.find((width) => width > grid.cell) : WIDTHS.findLast((width) => width < grid.cell);
  if (!next) return;
  const middle = (grid.frame.scrollLeft + grid.frame.clientWidth / 2) / grid.cell;
  grid.zoom = next;
  grid.redraw();
  grid.frame.scrollLeft = middle * next - grid.frame.clientWidth / 2;
  grid.draw();
};
one("#wider").addEventListener("click", () => zoom(1));
one("#narrower").addEventListener("click", () => zoom(-1));
addEventListener("hashchange", restore);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", grid.drawOverview);

// An address leads to the biography and not to the row of the table that stands in for it without script.
all(".all-lines i[id]").forEach((each) => { each.remove(); });
// The table of all lines is laid out when it is asked for: it may be long, and the map has them all.
const every = one("#every-toggle");
every.addEventListener("click", () => {
  const open = every.getAttribute("aria-expanded") !== "true";
  every.setAttribute("aria-expanded", String(open));
  every.textContent = open ? "Hide the table" : "Show the table";
  one(".every").classList.toggle("open", open);
});
all(".live-only").forEach((each) => { if (each !== life && each !== pair) each.hidden = false; });
restore();
grid.frame.scrollLeft = grid.frame.scrollWidth;
let width = innerWidth;
addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; grid.redraw(); } });
performance.mark("drawn");
