// Two issues side by side: a row a bead, older left, newer right, what was dropped at its old place.
const pairRows = (j, k) => {
  const rows = [];
  const done = new Set();
  const answered = new Set();
  issues[k].lines.forEach((number, segment) => {
    if (done.has(segment)) return;
    const line = lines[number];
    const place = placeAt(line, k);
    const found = beadAt(k, segment);
    const bead = found && (found.before === j || j === k - 1) ? found : null;
    if (bead) {
      bead.other.forEach((each) => done.add(each));
      const here = bead.before === j;
      if (here) bead.base.forEach((each) => answered.add(each));
      rows.push({ kind: STATES[place.event].name, line, bead, from: bead.before, older: bead.base, newer: bead.other, here });
      return;
    }
    const before = placeAt(line, j);
    if (before) answered.add(before.segment);
    const kind = before ? (before.wording === place.wording ? "kept" : otherwise(line, j, k)) : cameAs(line, place, j, k);
    rows.push({ kind, line, from: j, older: before ? [before.segment] : [], newer: [segment], here: true });
  });
  return withDropped(rows, j, k, answered);
};
// How a line stands in other words that stands in both issues: a vote perhaps with other names alone.
const otherwise = (line, j, k) => {
  const between = line.places.filter((place) => j < place.issue && place.issue <= k && place.event !== "k");
  return between.length && between.every((place) => place.event === "n") ? "names" : "reworded";
};
// How a line came that stands in the later issue alone: between neighbours its event says so.
const cameAs = (line, place, j, k) => {
  if (j === k - 1) return STATES[place.event].name;
  if (line.places[0].issue < j) return "returned";
  return STATES[line.places[0].event].name;
};
// A line that went stands behind the row that holds the last one before it.
const withDropped = (rows, j, k, answered) => {
  const behind = new Map();
  let last = null;
  issues[j].lines.forEach((number, segment) => {
    const row = rows.find((each) => each.here && each.older.includes(segment));
    if (row) { last = row; return; }
    if (answered.has(segment)) return;
    if (!behind.has(last)) behind.set(last, []);
    behind.get(last).push({ kind: "dropped", line: lines[number], from: j, older: [segment], newer: [], here: true });
  });
  return [...(behind.get(null) || []), ...rows.flatMap((row) => [row, ...(behind.get(row) || [])])];
};

const cellOf = (side, numbers, texts) => make("div", { class: `cell ${side}` },
  make("p", { class: "number" }, numbers.map((number) => number + 1).join(", ")),
  statement(texts.flatMap((nodes, n) => (n ? [" ", ...nodes] : nodes))));
const pairStatus = (row, j, k) => {
  const told = row.newer.length ? stateWords(row.line, k) : issues[k].unsure ? STATES.U : STATES.D;
  // Of issues that are no neighbours the events of the later one say nothing.
  const plainly = j === k - 1 ? told : Object.values(STATES).find((each) => each.name === row.kind);
  const since = row.kind === "returned" ? `, this line last stood ${issues[placeBefore(row.line, k).issue].date}` : "";
  return make("p", { class: "status" }, make("span", { class: "glyph", "aria-hidden": "true" }, plainly.glyph), " ",
    make("b", {}, plainly.word), make("span", { class: "more" }, since + (row.line.kind ? `, ${row.line.kind}` : "")));
};
const pairRow = (row, j, k) => {
  const name = { first: "added", returned: "added returned" }[row.kind] || row.kind;
  const older = row.bead ? row.older.map((segment) => olderText(row.bead, segment)) : row.older.map((segment) => shown(wordsAt(j, segment)));
  const newer = row.newer.map((segment) => (row.bead ? changedText(k, segment, { removed: false }) : shown(wordsAt(k, segment))));
  const [at, segment] = row.newer.length ? [k, row.newer[0]] : [j, row.older[0]];
  return make("li", { class: `row ${name}${row.line.isQuiet ? " quiet" : ""}`, tabindex: "-1", "data-line": row.line.number },
    pairStatus(row, j, k),
    row.older.length ? cellOf("older", row.older, older) : make("div", { class: "void older", "aria-hidden": "true" }),
    row.newer.length ? cellOf("newer", row.newer, newer) : make("div", { class: "void newer", "aria-hidden": "true" }),
    make("p", { class: "row-tools" }, make("a", { href: `#${anchorOf(at, segment)}` }, "life")));
};
const pairSentence = (rows, k) => {
  const body = rows.filter((row) => row.line.kind === "" || row.line.kind === "formulaic");
  const parts = [
    ["kept", "kept word for word"], ["reworded", "reworded"], ["split", "split"], ["merged", "merged"], ["returned", "returned"], ["first", "first-ever"],
    ["dropped", issues[k].unsure ? STATES.U.word : "dropped"],
  ].map(([kind, words]) => [body.filter((row) => row.kind === kind).length, words]).filter(([count]) => count);
  return `${parts.map(([count, words]) => `${count} ${words}`).join(", ")}.`;
};
const pairOf = (j, k) => {
  const rows = pairRows(j, k);
  const list = make("ol", { class: "rows", role: "list" });
  for (let n = 0; n < rows.length;) {
    let end = n;
    while (end < rows.length && rows[end].kind === "kept" && !issues[k].isMoved.has(rows[end].newer[0])) end += 1;
    if (end - n > 1) {
      const kept = make("ol", { role: "list" }, rows.slice(n, end).map((row) => pairRow(row, j, k)));
      list.append(make("li", { class: "fold" }, make("details", {}, make("summary", {}, `${counted(end - n, "line")} kept`), kept)));
      n = end;
    } else {
      list.append(pairRow(rows[n], j, k));
      n += 1;
    }
  }
  const away = j === k - 1 ? null : make("p", { class: "aside" }, "These two are no neighbours in the series: words are marked only where a line went straight from one to the other.");
  return [make("p", { class: "facts" }, pairSentence(rows, k)), away,
    make("div", { class: "column-heads", "aria-hidden": "true" }, make("span", { class: "o" }, issues[j].date), make("span"), make("span", { class: "n" }, issues[k].date)), list];
};
