// Five minutes before a session ends by itself: a warning. What was typed comes back after the next sign-in,
// and after a press that did not get through because there was no connection.
(() => {
  "use strict";
  const WARN_MS = 5 * 60 * 1000, KEY = "typed";
  const dialog = document.querySelector("[data-session]");
  const { owner, ask, signIn } = dialog.dataset;
  const place = location.pathname + location.search;
  const left = dialog.querySelector("[data-session-left]");
  const otherTabs = new BroadcastChannel(`session-${owner}`);
  let endsAt, timer;

  const learn = (seconds) => { endsAt = Date.now() + seconds * 1000; otherTabs.postMessage(endsAt); };
  otherTabs.onmessage = ({ data }) => { endsAt = Math.max(endsAt, data); };

  const fields = () => document.querySelectorAll(
    "main form[method=post] :is(input:not([type=hidden], [type=file], [type=password]), textarea, select)");
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  const isTyped = (field) => isTick(field) ? field.checked !== field.defaultChecked
    : field.options ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.value !== field.defaultValue;
  const keep = (isSent = false) => {
    const typed = [...fields()].filter(isTyped).map(({ name, value, checked }) => ({ name, value, checked }));
    if (typed.length) sessionStorage.setItem(KEY, JSON.stringify({ owner, place, typed, isSent }));
  };
  // The page after a press that got through says where it comes from.
  const hasArrived = (kept) => kept.isSent && document.referrer === location.origin + kept.place;
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    if (kept?.owner === owner && kept.place !== place && !hasArrived(kept)) return;
    sessionStorage.removeItem(KEY);
    if (kept?.owner !== owner || kept.place !== place) return;
    const changed = kept.typed.filter(({ name, value, checked }) => {
      const field = [...fields()].find((one) => one.name === name && (!isTick(one) || one.value === value));
      if (!field || (isTick(field) ? field.checked === checked : field.value === value)) return false;
      if (isTick(field)) field.checked = checked;
      else field.value = value;
      return field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    if (!changed.length) return;
    const status = document.querySelector("[data-session-restored]");
    status.textContent = status.dataset.sessionRestored;
  };

  const end = () => {
    clearInterval(timer);
    keep();
    location.assign(`${signIn}?next=${encodeURIComponent(place)}`);
  };
  const goOn = async () => {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(ask)).text(), "text/html");
      const same = page.querySelector(`[data-owner="${owner}"]`);
      if (!same) return end();
      learn(Number(same.dataset.session));
    } catch {
      // No connection: the warning stays until there is one or the time is over.
    }
    tick();
  };
  const tick = () => {
    const rest = endsAt - Date.now();
    if (rest <= 0) return end();
    if (rest > WARN_MS) return dialog.close();
    const minutes = String(Math.ceil(rest / 60000));
    if (left.textContent !== minutes) left.textContent = minutes;
    if (!dialog.open) dialog.showModal();
  };

  dialog.addEventListener("cancel", (event) => { event.preventDefault(); goOn(); });
  dialog.querySelector("[data-session-go-on]").addEventListener("click", goOn);
  const signOut = dialog.querySelector("form").getAttribute("action");
  document.addEventListener("submit", ({ target }) => {
    if (target.getAttribute("action") === signOut) sessionStorage.removeItem(KEY);
  });

  // Without a connection the page stays; with a poor one the answer may not come, and the person goes back.
  const offline = document.querySelector("[data-offline]");
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.closest("main")) keep(true);
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    (event.target.querySelector(".actions") ?? event.target.lastElementChild).before(offline);
    offline.hidden = false;
  }, true);
  addEventListener("online", () => { offline.hidden = true; });

  learn(Number(dialog.dataset.session));
  restore();
  timer = setInterval(tick, 1000);
})();
