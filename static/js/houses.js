// The house grid: the number of marked houses in the button, marking at once without a reload, Shift marks a row of houses.
(() => {
  "use strict";
  document.querySelectorAll("form[data-houses]").forEach((form) => {
    const boxes = [...form.querySelectorAll("input[name=house]")];
    const count = form.querySelector("[data-count]");
    if (!boxes.length || !count) return;
    let last = null;
    const show = () => {
      const marked = boxes.filter((box) => box.checked).length;
      count.textContent = marked;
      count.hidden = !marked;
    };
    const fits = { free: () => true, odd: (whole) => whole % 2 === 1, even: (whole) => whole % 2 === 0 };
    form.addEventListener("click", (event) => {
      const at = boxes.indexOf(event.target);
      if (at < 0) return;
      if (event.shiftKey && last !== null) {
        const [from, to] = [Math.min(at, last), Math.max(at, last)];
        boxes.slice(from, to + 1).forEach((box) => { box.checked = boxes[at].checked; });
      }
      last = at;
      show();
    });
    document.querySelectorAll("[data-pick]").forEach((link) => {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const fit = fits[link.dataset.pick];
        boxes.forEach((box) => { box.checked = box.dataset.free !== "" && fit(Number(box.dataset.free)); });
        document.querySelectorAll("[data-pick]").forEach((each) => each.toggleAttribute("aria-current", false));
        link.setAttribute("aria-current", "true");
        show();
      });
    });
  });
})();
