// What the page holds as data: every text once, and which line each of its segments is. Offsets are in code points.
// First of all, so that what the script does not need is never laid out.
document.documentElement.classList.add("live");
const data = JSON.parse(document.getElementById("data").textContent);
const issues = data.issues;
const latest = issues.length - 1;

// One letter for what became of a line at an issue; the small ones are events of the document, the rest follow from them.
const STATES = {
  i: { glyph: "+", word: "first-ever", name: "first" }, k: { glyph: "=", word: "kept", name: "kept" },
  r: { glyph: "≈", word: "reworded", name: "reworded" }, s: { glyph: "⋏", word: "split", name: "split" },
  n: { glyph: "⇄", word: "names changed", name: "names" },
  m: { glyph: "⋎", word: "merged", name: "merged" }, t: { glyph: "↺", word: "returned", name: "returned" },
  D: { glyph: "−", word: "dropped", name: "dropped" }, U: { glyph: "−", word: "not found in the text read", name: "dropped" },
  J: { glyph: "⋎", word: "merged into another line", name: "joined" }, A: { glyph: "·", word: "absent", name: "absent" },
  B: { glyph: "", word: "not yet said", name: "before" }, G: { glyph: "", word: "absent", name: "after" },
};

const lines = data.kinds.map((kind, number) => ({ number, kind, isQuiet: kind !== "" && kind !== "vote", places: [] }));
issues.forEach((issue, k) => {
  issue.lines.forEach((line, segment) => {
    lines[line].places.push({ issue: k, segment, event: issue.events[segment], wording: issue.wordings[segment] });
  });
  issue.isMoved = new Set(issue.moved);
  issue.isJudged = new Set(issue.judged);
  issue.into = new Map((issue.into || []).map(([line, ...others]) => [line, others]));
});

const startsOf = (k) => {
  const issue = issues[k];
  if (!issue.starts) {
    let at = 0;
    issue.starts = [];
    issue.ends = [];
    for (let n = 0; n < issue.spans.length; n += 2) {
      issue.starts.push(at + issue.spans[n]);
      issue.ends.push(at += issue.spans[n] + issue.spans[n + 1]);
    }
  }
  return issue;
};
const cut = (k, start, end) => {
  const issue = issues[k];
  issue.points ??= /[\ud800-\udfff]/.test(issue.text) ? Array.from(issue.text) : issue.text;
  const part = issue.points.slice(start, end);
  return typeof part === "string" ? part : part.join("");
};
const wordsAt = (k, segment) => {
  const issue = startsOf(k);
  return cut(k, issue.starts[segment], issue.ends[segment]);
};

// A place is named by its text's digest and its span there, which no other issue can change.
const anchorOf = (k, segment) => {
  const issue = startsOf(k);
  return `${issue.sha256.slice(0, 12)}-${issue.starts[segment]}-${issue.ends[segment]}`;
};
const issuesOf = (digest) => issues.flatMap((issue, k) => (issue.sha256.startsWith(digest) ? [k] : []));
const placeNamed = (anchor) => {
  const [, digest, start, end] = /^([0-9a-f]{12})-(\d+)-(\d+)$/.exec(anchor) || [];
  for (const k of digest ? issuesOf(digest) : []) {
    const issue = startsOf(k);
    const exact = issue.starts.findIndex((from, n) => from === Number(start) && issue.ends[n] === Number(end));
    const segment = exact >= 0 ? exact : issue.starts.findIndex((from, n) => from <= Number(start) && Number(start) < issue.ends[n]);
    if (segment >= 0) return { issue: k, segment, line: issue.lines[segment] };
  }
  return null;
};

const placeAt = (line, k) => {
  const places = line.places;
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle].issue < k) low = middle + 1; else high = middle;
  }
  return low < places.length && places[low].issue === k ? places[low] : null;
};
const placeBefore = (line, k) => line.places.findLast((place) => place.issue < k) || null;
const lastPlace = (line) => line.places.at(-1);

// What became of a line at every issue, as one letter each.
const statesOf = (line) => {
  if (line.states) return line.states;
  const states = new Array(issues.length).fill("B");
  let before = -1;
  for (const place of line.places) {
    if (before >= 0) absent(line, states, before + 1, place.issue, "A");
    states[place.issue] = place.event;
    before = place.issue;
  }
  absent(line, states, before + 1, issues.length, "G");
  line.states = states.join("");
  return line.states;
};
const absent = (line, states, from, to, letter) => {
  states.fill(letter, from, to);
  if (from < to) states[from] = issues[from].into.has(line.number) ? "J" : issues[from].unsure ? "U" : "D";
};
const stateWords = (line, k) => {
  const letter = statesOf(line)[k];
  const place = placeAt(line, k);
  // Of a vote it is told what changed of it by name.
  const told = place ? (issues[k].told || {})[place.segment] : "DUJ".includes(letter) && (issues[k].toldAbsent || {})[line.number];
  const { glyph } = STATES[letter];
  const word = told || STATES[letter].word;
  const judged = place && issues[k].isJudged.has(place.segment) ? ", as judged" : "";
  if (!place || !issues[k].isMoved.has(place.segment)) return { glyph, word: word + judged };
  return letter === "k" ? { glyph: "↕", word: `moved${judged}` } : { glyph: `${glyph}↕`, word: `${word}, moved${judged}` };
};

// Beads of changed words: [earlier issue, its segments, segments here, marks of each of these].
const beadAt = (k, segment) => {
  const issue = issues[k];
  if (!issue.beadOf) {
    issue.beadOf = new Map();
    issue.beads.forEach((bead) => bead[2].forEach((each, n) => issue.beadOf.set(each, { before: bead[0], base: bead[1], other: bead[2], marks: bead[3], at: n, all: bead })));
  }
  return issue.beadOf.get(segment) || null;
};

const counted = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
const spanWords = (from, to) => (from === to ? issues[from].date : `${issues[from].date} to ${issues[to].date}`);

// All that a line was ever worded as, for searching.
const searchable = (line) => {
  if (line.searchable === undefined) {
    const said = new Map(line.places.map((place) => [place.wording, place]));
    line.searchable = [...said.values()].map((place) => folded(wordsAt(place.issue, place.segment))).join("\n");
  }
  return line.searchable;
};
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[\s\u2010-\u2015-]+/g, " ").toLowerCase();
