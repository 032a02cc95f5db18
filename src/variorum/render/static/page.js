// Filtering, folding, keys and addresses. The page reads without it.
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const rows = all(".row");
  const folds = all(".fold > details");
  const stretches = all(".stretch");
  const quoted = all(".quoted");
  const chips = all("[data-only]");
  const views = all("[name=view]");
  const forms = one("#show-forms");
  const search = one("#search");
  const status = one("#filtered");
  const line = status.parentElement;
  const foldButton = one("#folds");
  const help = one("#help");
  let current = null;

  // What the address says: #ROW&view=inline&only=dropped,added&forms=1&kept=1&find=words
  const stateOf = (fragment) => {
    const parts = fragment.replace(/^#/, "").split("&");
    const row = parts[0].includes("=") ? "" : parts.shift();
    return { row, values: new Map(parts.filter(Boolean).map((part) => {
      const at = part.indexOf("=");
      try { return [part.slice(0, at), decodeURIComponent(part.slice(at + 1))]; } catch { return ["", ""]; }
    })) };
  };
  const fragmentOf = (row) => {
    const only = chips.filter((chip) => chip.checked).map((chip) => chip.dataset.only).join(",");
    const values = [
      ["view", one("#view-inline").checked ? "inline" : ""], ["only", only], ["forms", forms.checked ? "1" : ""],
      ["kept", foldButton.getAttribute("aria-pressed") === "true" ? "1" : ""], ["find", search.value.trim()],
    ];
    const said = values.filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ",")}`);
    return "#" + [row, ...said].filter(Boolean).join("&");
  };
  const keepAddress = () => {
    // A page without an origin of its own may not be allowed to write its address.
    try { history.replaceState(null, "", fragmentOf(current ? current.id : "")); } catch { /* the view holds all the same */ }
  };

  const wanted = (row) => !row.classList.contains("missed") &&
    (!chips.some((chip) => chip.checked) || chips.some((chip) => chip.checked && row.dataset.k.split(" ").includes(chip.dataset.only)));
  const openFolds = (open) => {
    foldButton.setAttribute("aria-pressed", String(open));
    folds.forEach((fold) => { fold.open = open; });
  };
  const showForms = () => {
    if (forms.checked) folds.filter((fold) => fold.querySelector(".form")).forEach((fold) => { fold.open = true; });
  };
  const say = () => {
    const kinds = chips.filter((chip) => chip.checked).map((chip) => chip.parentElement.textContent.trim().replace(/\s+/g, " "));
    const words = search.value.trim();
    const on = kinds.length > 0 || words !== "";
    line.classList.toggle("on", on);
    const counted = rows.filter(wanted).length;
    status.textContent = on
      ? `Showing ${counted} of ${rows.length} rows` + (kinds.length ? `, only: ${kinds.join(" · ")}` : "") + (words ? `, with “${words}”` : "") + "."
      : "";
  };
  const filter = () => {
    const words = search.value.trim().toLocaleLowerCase();
    rows.forEach((row) => {
      const texts = [...row.querySelectorAll(":scope > .cell > .text")];
      row.classList.toggle("missed", words !== "" && !texts.some((text) => plain(text).includes(words)));
    });
    const kept = chips.some((chip) => chip.checked && chip.dataset.only === "kept");
    if (kept || words) openFolds(true);
    if (words) stretches.forEach((stretch) => { stretch.open = plain(stretch).includes(words); });
    folds.forEach((fold) => fold.parentElement.classList.toggle("missed", words !== "" && ![...fold.querySelectorAll(".row")].some(wanted)));
    say();
  };
  const plain = (text) => {
    const copy = text.cloneNode(true);
    copy.querySelectorAll(".vh, .sign, summary").forEach((hidden) => hidden.remove());
    return copy.textContent.replace(/\s+/g, " ").toLocaleLowerCase();
  };
  const go = (row, { focus = true } = {}) => {
    if (current) current.classList.remove("here");
    current = row;
    row.classList.add("here");
    const fold = row.closest(".fold > details");
    if (fold) fold.open = true;
    if (focus) row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
    keepAddress();
  };
  const step = (way) => {
    const changes = rows.filter((row) => row.hasAttribute("data-change") && wanted(row));
    if (!changes.length) return;
    const middle = innerHeight / 2;
    const seen = current && changes.includes(current) ? changes.indexOf(current) : null;
    const next = seen !== null
      ? changes[(seen + way + changes.length) % changes.length]
      : way > 0
        ? changes.find((row) => row.getBoundingClientRect().bottom > (scrollY ? middle : 0)) || changes[0]
        : changes.findLast((row) => row.getBoundingClientRect().top < middle) || changes.at(-1);
    go(next);
  };
  const switchView = () => {
    const other = views.find((view) => !view.checked);
    other.checked = true;
    showView();
  };
  const showView = () => { if (current) current.scrollIntoView({ block: "center" }); keepAddress(); };

  const restore = () => {
    const { row, values } = stateOf(location.hash);
    const target = row && document.getElementById(row);
    const element = target && target.closest(".row");
    if (values.size || !element) {
      if (values.size || !location.hash) {
        const only = (values.get("only") || "").split(",");
        chips.forEach((chip) => { chip.checked = only.includes(chip.dataset.only) && !chip.disabled; });
        views.forEach((view) => { view.checked = view.value === (values.get("view") === "inline" ? "inline" : "side"); });
        forms.checked = values.get("forms") === "1" && !forms.disabled;
        search.value = values.get("find") || "";
        openFolds(values.get("kept") === "1");
        showForms();
      }
    }
    if (element && !values.size && !wanted(element)) { chips.forEach((chip) => { chip.checked = false; }); search.value = ""; }
    filter();
    if (element) go(element);
    else if (target) { const list = target.closest("details"); if (list) list.open = true; target.scrollIntoView(); }
  };

  // The frame on the map spans the places of the rows that are on the screen.
  const places = all(".map a");
  const here = one("#here");
  const onScreen = new Set();
  const placeOf = (index) => places.findLast((place) => Number(place.dataset.first) <= index).firstElementChild;
  const frame = () => {
    if (!onScreen.size || !places.length) return;
    const [first, last] = [placeOf(Math.min(...onScreen)), placeOf(Math.max(...onScreen))];
    const top = Number(first.getAttribute("y"));
    here.setAttribute("y", top);
    here.setAttribute("height", Number(last.getAttribute("y")) + Number(last.getAttribute("height")) - top);
  };
  const numberOf = new Map(rows.map((row, index) => [row, index]));
  const watch = new IntersectionObserver((entries) => {
    entries.forEach((entry) => { onScreen[entry.isIntersecting ? "add" : "delete"](numberOf.get(entry.target)); });
    frame();
  });
  rows.forEach((row) => watch.observe(row));

  const does = {
    n: () => step(1), p: () => step(-1), f: () => { openFolds(foldButton.getAttribute("aria-pressed") !== "true"); keepAddress(); },
    s: switchView, "/": () => search.focus(), "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".row")) {
      const proof = event.target.querySelector(":scope > .proof");
      if (proof) proof.open = !proof.open;
    }
    if (!one("#keys").checked || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.matches("[type=search]") || !does[event.key]) return;
    event.preventDefault();
    does[event.key]();
  });
  one("#next").addEventListener("click", does.n);
  one("#previous").addEventListener("click", does.p);
  foldButton.addEventListener("click", does.f);
  one("#help-button").addEventListener("click", does["?"]);
  one("#help-close").addEventListener("click", () => help.close());
  views.forEach((view) => view.addEventListener("change", showView));
  forms.addEventListener("change", () => { showForms(); keepAddress(); });
  chips.forEach((chip) => chip.addEventListener("change", () => { filter(); keepAddress(); }));
  one("#clear").addEventListener("click", () => {
    chips.forEach((chip) => { chip.checked = false; });
    search.value = "";
    filter();
    keepAddress();
    one("#lines").focus({ preventScroll: true });
  });
  let typing = 0;
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => { filter(); keepAddress(); }, 120);
  });
  addEventListener("hashchange", restore);

  // Print shows the folded lines; what was open on the screen is as it was afterwards.
  let before = [];
  const folded = [...folds, ...stretches, ...quoted];
  addEventListener("beforeprint", () => { before = folded.map((fold) => fold.open); folded.forEach((fold) => { fold.open = true; }); });
  addEventListener("afterprint", () => { folded.forEach((fold, index) => { fold.open = before[index]; }); });

  // On a narrow screen the quotations would stand between the summary and the lines.
  if (matchMedia("(max-width: 719.98px)").matches) quoted.forEach((list) => { list.open = false; });
  foldButton.disabled = !folds.length;
  all(".scripted").forEach((element) => { element.hidden = false; });
  restore();
})();
