// The keyboard of the office. Whatever a key does is a link, a button or a field of the page that carries data-key.
(() => {
  "use strict";
  const list = document.querySelector("[data-keys]");
  const STORE = "oqu-keys-off";
  const PAUSE = 1500;
  // By their place: on a Kazakh or Russian layout the same key writes another letter.
  const PLACES = { Slash: "/", BracketLeft: "[", BracketRight: "]" };
  let lead = "";
  let timer = 0;
  let lastMarked = null;

  const isOff = () => localStorage.getItem(STORE) === "1";
  const isWriting = (target) => target.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])");
  const scope = () => [...document.querySelectorAll("dialog[open]")].pop() ?? document;
  const seen = (element) => element.getClientRects().length > 0;

  const nameOf = (event) => {
    if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return "?";
    if (event.shiftKey) return event.code === "KeyX" ? "X" : "";
    if (event.key === "/") return "/";
    return PLACES[event.code] ?? event.code.match(/^(?:Key|Digit|Numpad)([A-Z0-9])$/)?.[1].toLowerCase() ?? "";
  };

  const rowsOf = () => [...document.querySelectorAll('[data-key="row"]')].filter(seen);
  const rowUnderFocus = (rows) => rows.indexOf(document.activeElement.closest("tr")?.querySelector('[data-key="row"]'));

  const move = (step) => {
    const rows = rowsOf(), at = rowUnderFocus(rows);
    rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
    return rows.length > 0;
  };

  // A row that may be marked has a box with data-mark: x turns it, Shift+x marks all from the last one turned.
  const boxOf = (row) => row?.closest("tr").querySelector("input[data-mark]:not(:disabled)");
  const mark = (isRange) => {
    const rows = rowsOf(), at = rowUnderFocus(rows), box = boxOf(rows[at]);
    if (!box) return rows.some(boxOf);
    const from = isRange ? rows.findIndex((row) => boxOf(row) === lastMarked) : -1;
    if (from < 0) box.click();
    else rows.slice(Math.min(from, at), Math.max(from, at) + 1).map(boxOf).forEach((each) => each && !each.checked && each.click());
    lastMarked = box;
    return true;
  };

  const turn = (step) => {
    const papers = [...document.querySelectorAll("[data-papers] > *")];
    if (!papers.length) return false;
    const left = papers[0].parentElement.getBoundingClientRect().left;
    const distances = papers.map((paper) => Math.abs(paper.getBoundingClientRect().left - left));
    const paper = papers[distances.indexOf(Math.min(...distances)) + step] ?? papers[step > 0 ? papers.length - 1 : 0];
    paper.scrollIntoView({ block: "nearest", inline: "start" });
    paper.focus({ preventScroll: true });
    return true;
  };

  const pick = (number) => {
    const choice = scope().querySelectorAll("[data-numbered] input[type=radio]")[number - 1];
    choice?.click();
    choice?.focus();
    return Boolean(choice);
  };

  const use = (key) => {
    const element = [...scope().querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((each) => seen(each) || each.closest("details"));
    if (!element) return false;
    const folded = element.closest("details:not([open])");
    if (element.matches("input, div")) {
      if (folded) folded.open = true;
      (element.querySelector("input") ?? element).focus();
    } else if (!element.disabled) element.click();
    return true;
  };

  const press = (key) => {
    if (key === "?") return list.open || (list.showModal(), true);
    if (/^[1-9]$/.test(key) && pick(Number(key))) return true;
    if (scope() !== document) return use(key);
    if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
    if (key === "x" || key === "X") return mark(key === "X");
    if (key === "[" || key === "]") return turn(key === "]" ? 1 : -1);
    return use(key);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isOff() || isWriting(event.target)) return;
    const key = nameOf(event);
    if (!key) return;
    clearTimeout(timer);
    const whole = lead ? `g ${key}` : key;
    lead = "";
    if (whole === "g" && scope() === document) {
      lead = "g";
      timer = setTimeout(() => { lead = ""; }, PAUSE);
    } else if (press(whole)) event.preventDefault();
  });

  const opener = document.querySelector("[data-keys-open]");
  opener.hidden = false;
  opener.addEventListener("click", () => list.showModal());
  const toggle = list.querySelector("[data-keys-on]");
  toggle.checked = !isOff();
  toggle.addEventListener("change", () => {
    if (toggle.checked) localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, "1");
  });
})();
