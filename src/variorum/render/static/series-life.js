// The biography of one line: a row for each run of issues with one wording, changes marked against the row above.
const runsOf = (line) => {
  const runs = [];
  for (const place of line.places) {
    const run = runs.at(-1);
    if (run && place.event === "k" && run.wording === place.wording && run.to === place.issue - 1) {
      run.to = place.issue;
      run.places.push(place);
    } else {
      runs.push({ from: place.issue, to: place.issue, wording: place.wording, places: [place] });
    }
  }
  return runs;
};
const longestRun = (line) => {
  let [longest, run, expected] = [0, 0, -1];
  for (const place of line.places) {
    run = place.issue === expected ? run + 1 : 1;
    expected = place.issue + 1;
    longest = Math.max(longest, run);
  }
  return longest;
};
// The first of the last issues in a row in which a line stood in its last wording.
const wordedSince = (line) => {
  let since = lastPlace(line).issue;
  for (const place of [...line.places].reverse()) {
    if (place.wording !== lastPlace(line).wording || place.issue < since - 1) break;
    since = place.issue;
  }
  return since;
};
const gapsOf = (line) => line.places.slice(1).flatMap((place, n) => {
  const before = line.places[n].issue;
  return place.issue > before + 1 ? [{ from: before + 1, to: place.issue - 1 }] : [];
});

const lifeFacts = (line) => {
  const [first, last, gaps] = [line.places[0], lastPlace(line), gapsOf(line)];
  const ended = last.issue === latest ? "still there in the latest" : `last there ${issues[last.issue].date}`;
  const wordings = new Set(line.places.map((place) => place.wording)).size;
  const worded = wordings > 1 ? `, in its last words since ${issues[wordedSince(line)].date}` : "";
  return [
    `This line since ${issues[first.issue].date}${worded}, ${ended}.`,
    `In ${line.places.length.toLocaleString("en")} of ${counted(issues.length, "issue")}, in ${counted(wordings, "wording")}${line.kind === "vote" && wordings > 1 ? ", names counted" : ""}; longest unbroken run ${counted(longestRun(line), "issue")}.`,
    gaps.length ? `Absent and back ${gaps.length === 1 ? "once" : `${gaps.length} times`}.` : "",
  ].filter(Boolean).join(" ");
};

const SVG = "http://www.w3.org/2000/svg";
const drawn = (tag, properties) => {
  const element = document.createElementNS(SVG, tag);
  Object.entries(properties).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
};
// The whole series with this line's presence in it.
const stripOf = (line) => {
  const states = statesOf(line);
  const svg = drawn("svg", { viewBox: `0 0 ${issues.length * 10} 10`, preserveAspectRatio: "none", class: "strip", "aria-hidden": "true", focusable: "false" });
  for (let c = 0; c < issues.length;) {
    let end = c + 1;
    while (end < issues.length && states[end] === states[c] && "kABG".includes(states[c])) end += 1;
    const { name } = STATES[states[c]];
    if (name !== "before" && name !== "after") svg.append(drawn("rect", { class: name, x: c * 10, y: name === "absent" ? 4.4 : 0, width: (end - c) * 10, height: name === "absent" ? 1.2 : 10 }));
    c = end;
  }
  return make("div", { class: "strip-frame" }, svg, make("p", { class: "strip-ends", "aria-hidden": "true" }, make("span", {}, issues[0].date), issues.length > 1 ? make("span", {}, issues[latest].date) : null));
};

const lineLink = (number, from) => {
  const line = lines[number];
  const place = placeAt(line, from) || placeBefore(line, from) || line.places[0];
  return make("a", { href: `#${anchorOf(place.issue, place.segment)}` }, statement(shown(shortened(plain(wordsAt(place.issue, place.segment)), 70)), "span"));
};
const relatives = (line, place) => {
  const others = ((issues[place.issue].parts || {})[place.segment] || []).filter((number) => number !== line.number);
  if (!others.length) return null;
  const [word, joined] = place.event === "s" ? [placeBefore(line, place.issue) ? "Split: also goes on as " : "Split from ", ""] : ["Merged with ", ""];
  return make("p", { class: "relatives" }, word, ...others.flatMap((number, n) => [n ? "; " : joined, lineLink(number, place.issue)]));
};

const proofOf = (k, segment) => {
  const issue = startsOf(k);
  const [start, end] = [issue.starts[segment], issue.ends[segment]];
  const score = (issue.scores || {})[segment];
  const before = cut(k, Math.max(0, start - 60), start).trimStart();
  const after = cut(k, end, end + 60).trimEnd();
  const facts = issue.facts.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, make("bdi", {}, value))));
  return make("div", { class: "drawer" },
    make("p", {}, `${issue.reference}: characters ${start} to ${end} of text ${issue.sha256.slice(0, 12)}…`, score === undefined ? "" : ` Likeness to the wording before: ${score.toFixed(2)}.`, issue.isJudged.has(segment) ? " Joined by a person’s judgement." : ""),
    make("blockquote", { lang: data.language || null, dir: data.direction }, make("span", { class: "context" }, shown(before)), make("span", { class: "exact" }, shown(cut(k, start, end))), make("span", { class: "context" }, shown(after))),
    make("dl", {}, facts));
};
// Filled when it is first opened: a line may have hundreds of rows.
const proofDrawer = (k, segment) => {
  const drawer = make("details", { class: "proof" }, make("summary", {}, "proof"));
  drawer.addEventListener("toggle", () => { if (drawer.open && drawer.children.length === 1) drawer.append(proofOf(k, segment)); });
  return drawer;
};

// The facts that changed with this wording.
const factsOf = (k, segment) => {
  const found = (issues[k].changed || {})[segment];
  if (!found) return null;
  const words = ([side, said, inferred]) => [make("q", { class: side, lang: data.language || null, dir: data.direction }, said), inferred ? [" ", make("span", { class: "inferred" }, inferred, " ", make("i", {}, "inferred"))] : null];
  return make("ul", { class: "fact-changes" }, found.map(([glyph, told, kind, said]) => make("li", { class: "fact-change" },
    make("p", { class: "said" }, said.flatMap((one, n) => [n ? [" ", make("span", { class: "arrow", "aria-hidden": "true" }, "→"), hiddenWords(", then "), " "] : null, words(one)]).flat(3)),
    make("p", { class: "told" }, make("span", { class: "glyph", "aria-hidden": "true" }, glyph), ` ${told} `, make("span", { class: "kind" }, kind)))));
};

const rowStatus = (line, run, above) => {
  const place = run.places[0];
  const { glyph, word } = stateWords(line, run.from);
  const same = above && place.event === "t" && !beadAt(run.from, place.segment) ? ", word for word" : "";
  return make("p", { class: "status" }, make("span", { class: "glyph", "aria-hidden": "true" }, glyph), " ", make("b", {}, word), same);
};
const runRow = (line, run, above) => {
  const place = run.places[0];
  const anchor = anchorOf(run.from, place.segment);
  const count = run.to - run.from + 1;
  const before = run.from > 0 ? `#${anchor}&pair=${issues[run.from - 1].sha256.slice(0, 12)}` : null;
  return make("li", { class: `run ${STATES[place.event].name}`, "data-from": run.from, "data-to": run.to, tabindex: "-1" },
    make("div", { class: "when" },
      make("p", { class: "dates" }, make("b", {}, issues[run.from].date), count > 1 ? [" to ", make("b", {}, issues[run.to].date)] : null),
      make("p", { class: "count" }, counted(count, "issue")),
      rowStatus(line, run, above)),
    make("div", { class: "said" },
      statement(changedText(run.from, place.segment)),
      factsOf(run.from, place.segment),
      relatives(line, place),
      make("div", { class: "row-tools" },
        before ? make("a", { href: before }, `Beside the issue of ${issues[run.from - 1].date}`) : null,
        make("a", { href: `#${anchor}` }, "Address"),
        proofDrawer(run.from, place.segment))));
};
// The lines that had like words while this one was absent, by the issue after its absence.
const meanwhileOf = (line, to) => {
  const found = ((issues[to + 1] || {}).meanwhile || {})[line.number];
  if (!found) return null;
  const [others, first, last, count] = found;
  return [`; like words stood meanwhile, in ${counted(count, "issue")}, ${spanWords(first, last)}, in `, ...others.flatMap((number, n) => [n ? "; " : "", lineLink(number, last)])];
};
const gapRow = (line, from, to) => {
  const state = stateWords(line, from);
  const into = issues[from].into.get(line.number);
  return make("li", { class: "gap" }, make("p", {},
    make("span", { class: "glyph", "aria-hidden": "true" }, state.glyph), ` ${state.word}, ${from === to ? "" : "absent "}${spanWords(from, to)} · ${counted(to - from + 1, "issue")}`,
    into ? [": ", lineLink(into[0], from)] : null, meanwhileOf(line, to)));
};
const lifeOf = (line) => {
  const rows = make("ol", { class: "runs", role: "list" });
  let above = null;
  for (const run of runsOf(line)) {
    if (above && run.from > above.to + 1) rows.append(gapRow(line, above.to + 1, run.from - 1));
    rows.append(runRow(line, run, above));
    above = run;
  }
  if (above.to < latest) rows.append(gapRow(line, above.to + 1, latest));
  return [make("p", { class: "facts" }, line.kind ? make("span", { class: "kind" }, line.kind) : null, line.kind ? " " : null, lifeFacts(line)), stripOf(line), rows];
};
