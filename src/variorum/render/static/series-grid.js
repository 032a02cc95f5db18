// The heat map: a table of which only what is on the screen, and a little round it, is in the page. Issues in a row in
// which a line is just kept, or just absent, are one cell: what happened to a line is what an arrow key leads to.
const ROW = 20;
const HEAD = 24;
const SPARE_ROWS = 8;
const SPARE_COLUMNS = 40;
const YEAR_ROOM = 34;

const grid = {
  frame: document.getElementById("grid"), room: document.getElementById("grid-room"), table: document.getElementById("cells"),
  overview: document.getElementById("overview"), lens: make("span", { class: "lens", "aria-hidden": "true" }),
  rows: [], active: { row: 0, column: latest }, cell: 0, zoom: null, window: null, open: () => {}, point: () => {},
};
grid.head = grid.table.tHead;
grid.body = grid.table.tBodies[0];
grid.room.append(grid.lens);
grid.table.setAttribute("aria-colcount", issues.length + 1);

// How wide things are: a column as wide as lets the whole series be seen, if that can be.
grid.measure = () => {
  const width = grid.frame.clientWidth;
  grid.label = Math.round(Math.max(Math.min(width * 0.34, 400), Math.min(width * 0.4, 120)));
  const room = Math.floor((width - grid.label - 1) / issues.length);
  grid.cell = grid.zoom ?? Math.max(3, Math.min(40, room));
  grid.label = Math.max(grid.label, Math.min(560, width - issues.length * grid.cell - 1));
  const root = document.documentElement.style;
  root.setProperty("--label", `${grid.label}px`);
  root.setProperty("--cell", `${grid.cell}px`);
  root.setProperty("--columns-width", `${issues.length * grid.cell}px`);
  grid.room.style.width = `${grid.label + issues.length * grid.cell}px`;
  grid.table.classList.toggle("wide", grid.cell >= 12);
};
grid.show = (numbers) => {
  const was = grid.rows[grid.active.row];
  grid.rows = numbers;
  grid.active.row = Math.max(0, numbers.indexOf(was));
  grid.table.setAttribute("aria-rowcount", numbers.length + 1);
  grid.frame.scrollTop = 0;
  grid.redraw();
};
grid.redraw = () => {
  const tall = HEAD + grid.rows.length * ROW;
  grid.room.style.height = `${tall}px`;
  grid.overview.hidden = innerWidth < 900 || tall < 1.5 * grid.frame.clientHeight;
  grid.measure();
  grid.window = null;
  grid.draw();
  grid.drawOverview();
};
grid.wanted = () => {
  const { scrollTop, scrollLeft, clientHeight, clientWidth } = grid.frame;
  const around = (first, last, most, step) => [Math.max(0, Math.floor(first / step) * step - step), Math.min(most, Math.ceil(last / step) * step + step)];
  const [top, bottom] = around(scrollTop / ROW, (scrollTop + clientHeight - HEAD) / ROW, grid.rows.length, SPARE_ROWS);
  const [left, right] = around(scrollLeft / grid.cell, (scrollLeft + clientWidth - grid.label) / grid.cell, issues.length, SPARE_COLUMNS);
  return { top, bottom, left, right };
};
grid.draw = () => {
  const wanted = grid.wanted();
  const drawn = grid.window;
  if (drawn && Object.keys(wanted).every((edge) => wanted[edge] === drawn[edge])) return;
  const focused = grid.body.contains(document.activeElement);
  const sideways = !drawn || drawn.left !== wanted.left || drawn.right !== wanted.right;
  if (sideways) {
    grid.head.replaceChildren(grid.headRow(wanted));
    grid.body.replaceChildren();
  }
  const present = new Map([...grid.body.rows].map((row) => [Number(row.dataset.row), row]));
  present.forEach((row, r) => { if (r < wanted.top || r >= wanted.bottom) { row.remove(); present.delete(r); } });
  const first = present.size ? Math.min(...present.keys()) : Infinity;
  const [above, below] = [document.createDocumentFragment(), document.createDocumentFragment()];
  for (let r = wanted.top; r < wanted.bottom; r += 1) {
    if (!present.has(r)) (r < first ? above : below).append(grid.rowOf(r, wanted));
  }
  if (first === Infinity) grid.body.append(above, below); else { grid.body.prepend(above); grid.body.append(below); }
  grid.table.style.top = `${wanted.top * ROW}px`;
  grid.table.style.left = `${wanted.left * grid.cell}px`;
  grid.table.style.width = `${grid.label + (wanted.right - wanted.left) * grid.cell}px`;
  grid.window = wanted;
  grid.settle(focused);
};
grid.headRow = ({ left, right }) => {
  const row = make("tr", { "aria-rowindex": "1" }, make("th", { scope: "col", "aria-colindex": "1", class: "corner" }, "Line"));
  let free = left;
  for (let c = left; c < right; c += 1) {
    const year = issues[c].iso.slice(0, 4);
    const starts = c === left ? c === 0 : year !== issues[c - 1].iso.slice(0, 4);
    const head = make("th", { scope: "col", "aria-colindex": c + 2, "data-column": c }, hiddenWords(issues[c].date));
    if (starts && year && c >= free && (issues.length - c) * grid.cell > YEAR_ROOM - 6) {
      head.append(make("span", { class: "year", "aria-hidden": "true" }, year));
      free = c + Math.ceil(YEAR_ROOM / grid.cell);
    }
    row.append(head);
  }
  return row;
};
grid.rowOf = (r, { left, right }) => {
  const line = lines[grid.rows[r]];
  const label = shortened(plain(wordsAt(lastPlace(line).issue, lastPlace(line).segment)), 90);
  const head = make("th", { scope: "row", "aria-colindex": "1", class: line.kind ? "quiet" : null, lang: data.language || null, dir: data.direction }, label);
  if (line.kind) head.prepend(make("span", { class: "kind", lang: "en" }, line.kind), " ");
  const row = make("tr", { "aria-rowindex": r + 2, "data-row": r }, head);
  for (const stretch of stretchesOf(line)) {
    const [from, to] = [Math.max(stretch.from, left), Math.min(stretch.to, right - 1)];
    if (from > to) continue;
    const cell = document.createElement("td");
    cell.className = STATES[stretch.state].name;
    cell.tabIndex = -1;
    cell.colSpan = to - from + 1;
    cell.ariaColIndex = from + 2;
    cell.ariaLabel = stretchWords(line, stretch);
    row.append(cell);
  }
  return row;
};
// Issues in a row that are one cell.
const stretchesOf = (line) => {
  if (line.stretches) return line.stretches;
  const states = statesOf(line);
  const found = [];
  for (let from = 0; from < issues.length;) {
    let to = from;
    const plain = (k) => "kABG".includes(states[k]) && !(states[k] === "k" && issues[k].isMoved.has(placeAt(line, k).segment));
    while (plain(from) && to + 1 < issues.length && states[to + 1] === states[from] && plain(to + 1)) to += 1;
    found.push({ from, to, state: states[from] });
    from = to + 1;
  }
  line.stretches = found;
  return found;
};
const stretchWords = (line, { from, to }) => {
  const count = to > from ? `, ${to - from + 1} issues` : "";
  return `${stateWords(line, from).word}, ${spanWords(from, to)}${count}`;
};
const stretchAt = (line, column) => stretchesOf(line).findIndex(({ from, to }) => from <= column && column <= to);
grid.cellAt = (r, c) => {
  const { top, left, right } = grid.window;
  const row = grid.body.rows[r - top];
  if (!row || Number(row.dataset.row) !== r || c < left || c >= right) return null;
  let at = left;
  for (let n = 1; n < row.cells.length; n += 1) {
    at += row.cells[n].colSpan;
    if (c < at) return row.cells[n];
  }
  return null;
};
// Which line and issue a place in the table is: by the pointer, else by the first issue of the cell.
grid.coordinates = (target, x = null) => {
  const cell = target.closest("td, th[scope=row]");
  if (!cell || !grid.body.contains(cell)) return null;
  const row = Number(cell.parentElement.dataset.row);
  if (cell.tagName === "TH") return { row, column: lastPlace(lines[grid.rows[row]]).issue };
  const first = Number(cell.ariaColIndex) - 2;
  const inside = x === null ? 0 : Math.floor((x - cell.getBoundingClientRect().left) / grid.cell);
  return { row, column: first + Math.min(Math.max(inside, 0), cell.colSpan - 1) };
};
// One cell can be reached by Tab. It goes with the scrolling, unless the focus is in it: then the frame holds the focus.
grid.settle = (focused) => {
  grid.body.querySelectorAll("td[tabindex='0']").forEach((cell) => { cell.tabIndex = -1; });
  let cell = grid.cellAt(grid.active.row, grid.active.column);
  if (cell && focused && document.activeElement !== cell) cell.focus({ preventScroll: true });
  if (!cell && focused) { grid.frame.focus({ preventScroll: true }); return; }
  if (!cell && grid.rows.length) {
    const { top, bottom, left, right } = grid.window;
    grid.active = { row: Math.min(Math.max(grid.active.row, top), bottom - 1), column: Math.min(Math.max(grid.active.column, left), right - 1) };
    cell = grid.cellAt(grid.active.row, grid.active.column);
  }
  if (cell) cell.tabIndex = 0;
};
grid.reveal = ({ row, column }) => {
  const { frame } = grid;
  const [top, left] = [row * ROW, column * grid.cell];
  const [height, width] = [frame.clientHeight - HEAD, frame.clientWidth - grid.label];
  if (top < frame.scrollTop) frame.scrollTop = top;
  else if (top + ROW > frame.scrollTop + height) frame.scrollTop = top + ROW - height;
  if (left < frame.scrollLeft) frame.scrollLeft = Math.max(0, left - 2 * grid.cell);
  else if (left + grid.cell > frame.scrollLeft + width) frame.scrollLeft = left + 3 * grid.cell - width;
  grid.draw();
};
grid.go = (row, column, { focus = true } = {}) => {
  if (!grid.rows.length) return;
  const old = grid.cellAt(grid.active.row, grid.active.column);
  if (old) old.tabIndex = -1;
  grid.active = { row: Math.min(Math.max(row, 0), grid.rows.length - 1), column: Math.min(Math.max(column, 0), latest) };
  grid.reveal(grid.active);
  const cell = grid.cellAt(grid.active.row, grid.active.column);
  cell.tabIndex = 0;
  if (focus) cell.focus({ preventScroll: true });
  else grid.magnify(grid.active);
};
// The glyph of the cell pointed at, larger than the cell is.
grid.magnify = ({ row, column }) => {
  const { glyph } = stateWords(lines[grid.rows[row]], column);
  grid.lens.textContent = glyph;
  grid.lens.hidden = !glyph;
  grid.lens.style.left = `${grid.label + column * grid.cell + grid.cell / 2}px`;
  grid.lens.style.top = `${HEAD + row * ROW}px`;
};
const KEYS = {
  ArrowUp: () => [-1, 0], ArrowDown: () => [1, 0], ArrowLeft: () => [0, -1], ArrowRight: () => [0, 1],
  PageUp: (page) => [-page, 0], PageDown: (page) => [page, 0],
  Home: (_, far) => [far ? -Infinity : 0, -Infinity], End: (_, far) => [far ? Infinity : 0, Infinity],
};
grid.frame.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || event.shiftKey) return;
  const { row, column } = grid.active;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (grid.rows.length) grid.open(lines[grid.rows[row]], column);
    return;
  }
  const step = KEYS[event.key];
  if (!step) return;
  event.preventDefault();
  const [down, along] = step(Math.floor((grid.frame.clientHeight - HEAD) / ROW) - 1, event.ctrlKey);
  grid.go(row + down, grid.along(row, column, along));
});
// A step to the side is one to the next cell.
grid.along = (row, column, step) => {
  if (Math.abs(step) !== 1 || !grid.rows.length) return column + step;
  const stretches = stretchesOf(lines[grid.rows[row]]);
  const next = stretches[stretchAt(lines[grid.rows[row]], column) + step];
  return next ? next.from : column;
};
grid.frame.addEventListener("click", (event) => {
  const at = grid.coordinates(event.target, event.clientX);
  if (!at) return;
  grid.go(at.row, at.column);
  grid.open(lines[grid.rows[at.row]], at.column);
});
const pointed = (event) => {
  const focus = event.type === "focusin";
  const at = focus && event.target.tagName === "TD" ? { ...grid.active } : grid.coordinates(event.target, focus ? null : event.clientX);
  if (!at || !grid.rows.length) return;
  grid.magnify(at);
  grid.point(lines[grid.rows[at.row]], at.column);
};
grid.frame.addEventListener("mousemove", pointed);
grid.frame.addEventListener("focusin", pointed);
grid.frame.addEventListener("mouseleave", () => { grid.lens.hidden = true; });
let drawing = 0;
grid.frame.addEventListener("scroll", () => {
  if (drawing) return;
  drawing = requestAnimationFrame(() => { drawing = 0; grid.draw(); grid.frameOverview(); grid.scrolled(); });
}, { passive: true });
grid.scrolled = () => { document.documentElement.style.setProperty("--scrolled", `${-grid.frame.scrollLeft}px`); };

// All the lines at once, small: where the screen is in them.
grid.drawOverview = () => {
  const { overview } = grid;
  if (overview.hidden) return;
  const ratio = devicePixelRatio || 1;
  const [width, height] = [overview.clientWidth, grid.frame.clientHeight];
  // On paper there is no map.
  if (!width || !height) return;
  overview.width = width * ratio;
  overview.height = height * ratio;
  const context = overview.getContext("2d");
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(["kept", "changed", "names", "new", "old", "move"].map((name) => [name, style.getPropertyValue(`--${name}`)]));
  const colourOf = { i: colours.new, k: colours.kept, r: colours.changed, n: colours.names, s: colours.changed, m: colours.changed, t: colours.move, D: colours.old };
  const [x, y] = [(width * ratio) / issues.length, (height * ratio) / grid.rows.length];
  grid.rows.forEach((number, r) => {
    const states = statesOf(lines[number]);
    for (let c = lines[number].places[0].issue; c < issues.length;) {
      let end = c + 1;
      while (end < issues.length && states[end] === states[c]) end += 1;
      if (colourOf[states[c]]) {
        context.fillStyle = colourOf[states[c]];
        context.fillRect(c * x, r * y, Math.max((end - c) * x, 1), Math.max(y, 1));
      }
      c = end;
    }
  });
  grid.picture = context.getImageData(0, 0, overview.width, overview.height);
  grid.frameOverview();
};
grid.frameOverview = () => {
  const { overview, frame } = grid;
  if (overview.hidden || !grid.picture) return;
  const context = overview.getContext("2d");
  context.putImageData(grid.picture, 0, 0);
  const scale = overview.height / (grid.rows.length * ROW);
  context.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue("--ink");
  context.lineWidth = 2;
  context.strokeRect(1, frame.scrollTop * scale + 1, overview.width - 2, (frame.clientHeight - HEAD) * scale - 2);
};
const seek = (event) => {
  if (event.buttons !== 1) return;
  const box = grid.overview.getBoundingClientRect();
  const middle = ((event.clientY - box.top) / box.height) * grid.rows.length * ROW;
  grid.frame.scrollTop = middle - grid.frame.clientHeight / 2;
};
grid.overview.addEventListener("pointerdown", seek);
grid.overview.addEventListener("pointermove", seek);
