// What the parent will read, while the refusal is being written. Without this file a button shows the same.
(() => {
  "use strict";
  const enhance = (root) => root.querySelectorAll("[data-without-script]").forEach((button) => { button.hidden = true; });

  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-refusal]");
    if (!form) return;
    const reason = form.querySelector('input[name="reason"]:checked');
    const preview = form.querySelector("[data-preview]");
    preview.hidden = !reason;
    preview.querySelector('[data-shown="reason"]').textContent = reason?.closest(".reason").querySelector("[data-law]").textContent ?? "";
    preview.querySelector('[data-shown="explanation"]').textContent = form.elements.explanation.value;
  });
  document.addEventListener("oqu:added", (event) => enhance(event.detail));
  enhance(document);
})();
