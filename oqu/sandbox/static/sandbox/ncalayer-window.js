// The window follows what is asked: a new request appears, one that went away disappears, without a press.
(() => {
  "use strict";
  const EVERY_MS = 500;
  const { ncalayerWindow: shown, ask } = document.querySelector("[data-ncalayer-window]").dataset;
  const look = async () => {
    try {
      const { id } = await (await fetch(ask)).json();
      if ((id ?? "") !== shown) return location.assign(location.pathname);
    } catch {
      // The sandbox is starting again: the next look will tell.
    }
    setTimeout(look, EVERY_MS);
  };
  look();
})();
