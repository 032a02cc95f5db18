// Statement text as elements: nothing is parsed as markup, and what could deceive a reader is made visible.
const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
};
const hiddenWords = (words) => make("span", { class: "vh" }, words);

const BIDI = { 0x202a: "LRE", 0x202b: "RLE", 0x202c: "PDF", 0x202d: "LRO", 0x202e: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI" };
const UNSHOWABLE = /[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;
const symbol = (code) => {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : `⟨${BIDI[code] || "U+" + code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
};
const plain = (text) => text.replace(UNSHOWABLE, (found) => symbol(found.codePointAt(0)));
const shown = (text) => {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(UNSHOWABLE)) {
    if (found.index > at) nodes.push(text.slice(at, found.index));
    const code = found[0].codePointAt(0);
    nodes.push(make("span", { class: "code", "data-code": code.toString(16).padStart(4, "0") }, symbol(code)));
    at = found.index + found[0].length;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
};
const shortened = (text, most) => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= most ? line : line.slice(0, line.lastIndexOf(" ", most - 1) > most / 2 ? line.lastIndexOf(" ", most - 1) : most - 1) + " …";
};
const statement = (nodes, tag = "p") => make(tag, { class: "text", lang: data.language || null, dir: data.direction }, nodes);

const [SAME, ADDED, MOVED_HERE, REMOVED, MOVED_FROM] = [0, 1, 2, 3, 4];
const MARKS = {
  [ADDED]: { tag: "ins", word: "added" }, [REMOVED]: { tag: "del", word: "removed" },
  [MOVED_HERE]: { tag: "span", class: "moved-here", word: "moved here" }, [MOVED_FROM]: { tag: "span", class: "moved-from", word: "moved from here" },
};
// Marked words; white space at the ends stands outside, and a screen reader is told what became of them.
const marked = (code, text, foreign = code >= REMOVED) => {
  if (code === SAME || (!text.trim() && !foreign)) return shown(text);
  if (!text.trim()) return [make("span", { class: "jump" }, text)];
  const { tag, word, class: name } = MARKS[code];
  const [, lead, core, tail] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text);
  // Beside what is gone, in a text that no longer has it, white space is no character of that text.
  const [before, after] = [lead, tail].map((space) => (space && foreign ? make("span", { class: "jump" }, space) : space));
  return [before, make(tag, { class: name }, hiddenWords(`[${word}: `), ...shown(core), hiddenWords("]")), after].filter(Boolean);
};
const marksOf = (list) => {
  const found = [];
  for (let n = 0; n < list.length;) {
    const own = list[n] < REMOVED;
    found.push(own ? { code: list[n], length: list[n + 1] } : { code: list[n], start: list[n + 1], length: list[n + 2] });
    n += own ? 2 : 3;
  }
  return found;
};
// The wording of a segment with what changed against the one before: both wordings as one text, or this one alone.
const changedText = (k, segment, { removed = true } = {}) => {
  const bead = beadAt(k, segment);
  if (!bead) return shown(wordsAt(k, segment));
  let at = startsOf(k).starts[segment];
  const nodes = [];
  let gone = "";
  for (const mark of marksOf(bead.marks[bead.at])) {
    if (mark.code >= REMOVED) {
      if (!removed) continue;
      gone = cut(bead.before, mark.start, mark.start + mark.length);
      nodes.push(...marked(mark.code, gone));
      continue;
    }
    const words = cut(k, at, at + mark.length);
    if (gone && /\S$/.test(gone) && /^\S/.test(words)) nodes.push(make("span", { class: "jump" }, "\u2009"));
    gone = "";
    nodes.push(...marked(mark.code, words));
    at += mark.length;
  }
  return nodes;
};
// The wording before, with what of it is no longer there.
const olderText = (bead, segment) => {
  const issue = startsOf(bead.before);
  const [start, end] = [issue.starts[segment], issue.ends[segment]];
  const gone = bead.marks.flatMap((list) => marksOf(list)).filter((mark) => mark.code >= REMOVED && start <= mark.start && mark.start < end);
  const nodes = [];
  let at = start;
  for (const mark of gone.sort((one, other) => one.start - other.start)) {
    if (mark.start < at) continue;
    nodes.push(...shown(cut(bead.before, at, mark.start)), ...marked(mark.code, cut(bead.before, mark.start, mark.start + mark.length), false));
    at = mark.start + mark.length;
  }
  nodes.push(...shown(cut(bead.before, at, end)));
  return nodes;
};
