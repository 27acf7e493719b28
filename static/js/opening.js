// Before the opening: how long it is, and at its end the button works without a reload.
(() => {
  "use strict";
  const DAY = 24 * 3600 * 1000;
  const box = document.querySelector("[data-opens-in]");
  const clock = box.querySelector("[data-opening-clock]");
  // The server says how long; what this device thinks of the hour does not matter.
  const opensAt = Date.now() + Number(box.dataset.opensIn);
  const two = (number) => String(number).padStart(2, "0");

  const wait = box.querySelector("[data-opening-wait]");
  const open = () => {
    const status = box.querySelector("[data-opening-status]");
    document.querySelector("[data-opening-button]").disabled = false;
    clock.hidden = true;
    wait.hidden = true;
    status.textContent = status.dataset.openingStatus;
  };
  const tick = () => {
    const left = opensAt - Date.now();
    if (left <= 0) return open();
    const seconds = Math.ceil(left / 1000);
    clock.hidden = left > DAY;
    clock.textContent = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor).map(two).join(":");
    setTimeout(tick, left % 1000 || 1000);
  };
  box.querySelector("[data-opening-reload]").hidden = true;
  wait.hidden = false;
  tick();
})();
