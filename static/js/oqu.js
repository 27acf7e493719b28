// Small comforts. Every page works without this file.
(() => {
  "use strict";
  const all = (selector, root = document) => root.querySelectorAll(selector);

  // The error summary takes the focus, so that a screen reader starts there.
  document.querySelector("[data-focus]")?.focus();

  const enhance = (root) => {
    all("[data-copy]", root).forEach((button) => { button.hidden = !navigator.clipboard; });
    [...(root.matches?.("[data-file]") ? [root] : []), ...all("[data-file]", root)].forEach((box) => {
      const name = box.querySelector(".file__name");
      box.classList.add("file--enhanced");
      box.querySelector(".file__button").hidden = false;
      name.hidden = box.classList.contains("file--uploaded");
      box.querySelector("input").addEventListener("change", (event) => {
        name.hidden = false;
        name.textContent = event.target.files[0]?.name ?? box.dataset.empty;
      });
    });
  };

  // A link with data-dialog shows the body of its page in a dialog; any trouble opens the page itself.
  const openDialog = async (link) => {
    try {
      const answer = await fetch(link.href);
      if (!answer.ok || answer.redirected) throw new Error();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const body = page.querySelector("[data-dialog-body]");
      const dialog = document.createElement("dialog");
      dialog.setAttribute("aria-labelledby", "dialog-title");
      dialog.append(document.adoptNode(body));
      all("form:not([action])", dialog).forEach((form) => form.setAttribute("action", link.href));
      dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
      document.body.append(dialog);
      document.dispatchEvent(new CustomEvent("oqu:added", { detail: dialog }));
      dialog.showModal();
    } catch {
      location.href = link.href;
    }
  };

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const words = copy.textContent;
      navigator.clipboard.writeText(copy.dataset.copy).then(() => {
        copy.textContent = copy.dataset.copied;
        setTimeout(() => { copy.textContent = words; }, 2000);
      });
    }
    const close = event.target.closest("[data-dialog-close]");
    if (close?.closest("dialog")) {
      event.preventDefault();
      close.closest("dialog").close();
    }
    const link = event.target.closest("a[data-dialog]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openDialog(link);
    }
  });

  // A second press of the same button sends nothing twice.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    else if (event.target.method === "post") {
      event.target.dataset.sent = "1";
      setTimeout(() => delete event.target.dataset.sent, 5000);
    }
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // A script of a page put something new into it.
  document.addEventListener("oqu:added", (event) => enhance(event.detail));

  enhance(document);
})();
