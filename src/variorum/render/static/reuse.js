// Filters, order and paging over columns that come after the page is drawn. The page reads without it.
const one = (selector) => document.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const data = JSON.parse(one("#data").textContent);
const list = one("#cards");
const said = (count) => count.toLocaleString("en");
const KINDS = ["burst", "other", "formulaic"];

// A page opened from a file may load scripts and nothing else: each file of data calls `received` with what it holds.
class Missing extends Error {}
const parts = new Map();
const asked = new Map();
window.received = (name, value) => { parts.set(name, value); };
const load = (name) => {
  if (!asked.has(name)) {
    asked.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `data/${name}.js`;
      script.onload = () => { script.remove(); resolve(parts.get(name)); parts.delete(name); };
      script.onerror = () => { script.remove(); asked.delete(name); reject(new Missing(`data/${name}.js`)); };
      document.head.append(script);
    }));
  }
  return asked.get(name);
};
const named = (name, number) => `${name}-${number + 1}`;

// The columns: a number for each family, in the order of their numbers.
const columns = { documents: Uint32Array, issuers: Uint32Array, words: Uint32Array, first: Int32Array, last: Int32Array, kind: Uint8Array };
const UNDATED = -2147483648;
let ready = null;
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const readColumns = async () => {
  const chunks = await Promise.all(Array.from({ length: data.columnFiles }, (_, k) => load(named("columns", k))));
  for (const [name, Kind] of Object.entries(columns)) {
    const whole = new Kind(data.families);
    let at = 0;
    chunks.forEach((chunk) => { const part = new Kind(bytesOf(chunk[name]).buffer); whole.set(part, at); at += part.length; });
    columns[name] = whole;
  }
  // Of a year or a month alone nobody knows the day: what may be in a time counts as in it, what is apart is at least so.
  columns.firstEnd = columns.first.slice();
  columns.lastStart = columns.last.slice();
  chunks.forEach((chunk, file) => chunk.loose.forEach(([place, end, start]) => {
    const k = file * data.columnSize + place;
    columns.firstEnd[k] = end;
    columns.lastStart[k] = start;
  }));
  columns.spread = columns.lastStart.map((start, k) => (start === UNDATED ? 0 : Math.max(start - columns.firstEnd[k], 0)));
};
const columnsRead = () => (ready ??= readColumns());

// Words, issuers, series: lists of families, as steps from one to the next.
const OWN_CHARACTER = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff";
const TERM = new RegExp(`[${OWN_CHARACTER}]|(?:(?![${OWN_CHARACTER}])[\\p{L}\\p{N}])+`, "gu");
const termsOf = (text) => [...new Set(text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(TERM) || [])];
const LEAST_BEGINNING = 3;
const filesFor = (firsts, from, to) => {
  const files = [];
  firsts.forEach((first, k) => { if (first <= to && (k + 1 === firsts.length || firsts[k + 1] > from)) files.push(k); });
  // The last file whose first key is no later holds what stands before the next one's.
  return files;
};
const mark = (marks, steps) => { let at = -1; for (const step of steps) marks[at += step] = 1; };
const holding = async (kind, matches, from, to) => {
  const marks = new Uint8Array(data.families);
  const files = await Promise.all(filesFor(data.firsts[kind], from, to).map((k) => load(named(kind, k))));
  files.forEach((file) => file.forEach(([key, steps]) => { if (matches(key)) mark(marks, steps); }));
  return marks;
};
const withTerm = (term) => {
  const isBeginning = [...term].length >= LEAST_BEGINNING;
  return holding("words", (key) => (isBeginning ? key.startsWith(term) : key === term), term, isBeginning ? `${term}\uffff` : term);
};
const withName = (kind, key) => holding(kind, (each) => each === key, key, key);

// What is asked for, as the controls say it and the address keeps it.
const controls = Object.fromEntries(all("[data-asks]").map((control) => [control.dataset.asks, control]));
const kinds = all("[data-kind]");
const PLAIN = new Map(Object.values(controls).map((control) => [control, control.dataset.plain || ""]));
const dayOf = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86400000) + 719163;
let page = 0;
const wanted = () => ({
  ...Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value.trim()])),
  kinds: KINDS.map((kind) => kinds.some((box) => box.dataset.kind === kind && box.checked)),
});
const isPlain = () => kinds.every((box) => box.checked === box.defaultChecked) && Object.entries(controls).every(([name, control]) => name === "sort" || control.value.trim() === PLAIN.get(control));
const fragment = () => {
  const values = Object.values(controls).filter((control) => control.value.trim() !== PLAIN.get(control)).map((control) => [control.dataset.asks, control.value.trim()]);
  const ticked = kinds.filter((box) => box.checked).map((box) => box.dataset.kind).join(",");
  if (kinds.some((box) => box.checked !== box.defaultChecked)) values.unshift(["show", ticked]);
  if (page) values.push(["page", page + 1]);
  return values.map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ",")}`).join("&");
};
const keepAddress = () => {
  // A page without an origin of its own may not be allowed to write its address.
  try { history.replaceState(null, "", `#${fragment()}`); } catch { /* the view holds all the same */ }
};
const restore = () => {
  const values = new Map(location.hash.slice(1).split("&").filter(Boolean).map((part) => {
    const at = part.indexOf("=");
    try { return [part.slice(0, at), decodeURIComponent(part.slice(at + 1))]; } catch { return ["", ""]; }
  }));
  Object.entries(controls).forEach(([name, control]) => { control.value = values.get(name) ?? PLAIN.get(control); });
  const shown = values.has("show") ? values.get("show").split(",") : null;
  kinds.forEach((box) => { box.checked = shown ? shown.includes(box.dataset.kind) : box.defaultChecked; });
  page = Math.max(Number(values.get("page") || 1) - 1, 0) || 0;
};

// The families that are asked for, in order.
const inDates = (asks) => {
  const [from, to] = [asks.from ? dayOf(asks.from) : -Infinity, asks.to ? dayOf(asks.to) : Infinity];
  if (from === -Infinity && to === Infinity) return null;
  const { first, last, firstEnd, lastStart } = columns;
  if (asks.when === "last") return (k) => last[k] !== UNDATED && from <= last[k] && lastStart[k] <= to;
  if (asks.when === "span") return (k) => last[k] !== UNDATED && first[k] <= to && last[k] >= from;
  return (k) => first[k] !== UNDATED && from <= firstEnd[k] && first[k] <= to;
};
const select = async (asks) => {
  await columnsRead();
  const marks = await Promise.all([
    ...termsOf(asks.words).map(withTerm),
    ...(asks.issuer ? [withName("issuers", asks.issuer)] : []),
    ...(asks.series ? [withName("series", asks.series)] : []),
  ]);
  const [least, most, dated] = [Number(asks.least) || 0, Number(asks.most) || Infinity, inDates(asks)];
  const { documents, issuers, kind } = columns;
  const leastIssuers = Number(asks.issuers) || 0;
  const found = [];
  for (let k = 0; k < data.families; k++) {
    if (asks.kinds[kind[k]] && documents[k] >= least && documents[k] <= most && issuers[k] >= leastIssuers && (!dated || dated(k)) && marks.every((each) => each[k])) found.push(k);
  }
  return found;
};
// Bursts come first and formulae last, whatever the order within them.
const inOrder = (found, sort) => {
  const { kind, documents } = columns;
  const value = columns[sort];
  const order = value ? (a, b) => kind[a] - kind[b] || value[b] - value[a] || documents[b] - documents[a] || a - b : (a, b) => kind[a] - kind[b] || a - b;
  return Uint32Array.from(found).sort(order);
};

// A page of cards.
const status = one("#shown");
const complain = (error) => {
  if (!(error instanceof Missing)) throw error;
  status.textContent = `A file of this folder is missing or cannot be read: ${error.message}.`;
};
const cardOf = async (k) => (await load(named("cards", Math.floor(k / data.cardsPerFile))))[k % data.cardsPerFile];
let asking = 0;
const draw = async () => {
  const turn = ++asking;
  const asks = wanted();
  const begun = performance.now();
  try {
    const found = inOrder(await select(asks), asks.sort);
    page = Math.min(page, Math.max(Math.ceil(found.length / data.perPage) - 1, 0));
    const from = page * data.perPage;
    const shown = found.subarray(from, from + data.perPage);
    const cards = await Promise.all(Array.from(shown, cardOf));
    if (turn !== asking) return;
    list.innerHTML = cards.join("");
    tell(found.length, from, shown.length);
  } catch (error) {
    if (turn === asking) complain(error);
  }
  if (asked.size > 200) asked.forEach((_, name) => { if (name.startsWith("cards-")) asked.delete(name); });
  performance.measure("answered", { start: begun });
};
const tell = (count, from, length) => {
  const range = length ? `${said(from + 1)} to ${said(from + length)} of ${said(count)}` : "No family is like that";
  status.textContent = `${range}${isPlain() ? "" : `; the run has ${said(data.families)}`}.`;
  one("#clear").hidden = isPlain();
  const pages = Math.ceil(count / data.perPage);
  all(".pager").forEach((pager) => {
    pager.hidden = pages < 2;
    pager.querySelector("[data-step='-1']").disabled = page === 0;
    pager.querySelector("[data-step='1']").disabled = page >= pages - 1;
    pager.querySelector(".page-said").textContent = `Page ${said(page + 1)} of ${said(pages)}`;
  });
};
const ask = () => { page = 0; keepAddress(); draw(); };

let typing = 0;
Object.values(controls).forEach((control) => control.addEventListener(control.matches("[type=search], [type=number]") ? "input" : "change", () => {
  clearTimeout(typing);
  typing = setTimeout(ask, control.matches("select") ? 0 : 120);
}));
kinds.forEach((box) => box.addEventListener("change", ask));
one("#clear").addEventListener("click", () => {
  const sort = controls.sort.value;
  history.replaceState(null, "", "#");
  restore();
  controls.sort.value = sort;
  ask();
  controls.words.focus();
});
all(".pager button").forEach((button) => button.addEventListener("click", () => {
  page += Number(button.dataset.step);
  keepAddress();
  draw().then(() => { one("#families-head").focus(); one("#families-head").scrollIntoView(); });
}));

// The names to choose from come when the page has been drawn.
const fill = async (kind, control) => {
  if (!control) return;
  const names = await load(`${kind}-names`);
  control.append(...names.map(([name, count]) => new Option(`${name} (${said(count)})`, name)));
};
// On a narrow screen the filters would stand between the story and the families.
if (matchMedia("(max-width: 719.98px)").matches) one(".asking").open = location.hash.length > 1;
all(".live-only").forEach((each) => { each.hidden = false; });
all(".without-script").forEach((each) => { each.hidden = true; });
performance.mark("drawn");
Promise.all([fill("issuers", controls.issuer), fill("series", controls.series)]).then(() => {
  restore();
  // Without a question the cards that stand in the page are the answer.
  if (location.hash.length > 1) return draw();
  return columnsRead().then(() => {
    const asks = wanted();
    const count = columns.kind.reduce((sum, kind) => sum + asks.kinds[kind], 0);
    tell(count, 0, Math.min(count, data.perPage));
  });
}).catch(complain);
addEventListener("hashchange", () => { restore(); draw(); });
