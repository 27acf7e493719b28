// Streets while typing: the same links the page shows after «Show schools», only sooner.
(() => {
  "use strict";
  document.querySelectorAll("[data-suggestions-for]").forEach((list) => {
    const input = document.getElementById(list.dataset.suggestionsFor);
    let waiting = 0;
    let asking = new AbortController();
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      asking.abort();
      waiting = setTimeout(async () => {
        if (input.value.trim().length < 2) { list.replaceChildren(); return; }
        asking = new AbortController();
        const query = new URLSearchParams(new FormData(input.form));
        try {
          const answer = await fetch(`${list.dataset.url}?${query}`, { signal: asking.signal });
          if (!answer.ok) return;
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          list.replaceChildren(...page.body.childNodes);
        } catch { /* the button under the fields does the same */ }
      }, 200);
    });
  });
})();
