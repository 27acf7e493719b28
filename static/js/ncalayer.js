// Signing by NCALayer: the stored documents go to the program on this computer, its signatures to the portal.
(() => {
  "use strict";
  const ANSWER_MS = 5000; // for what needs no person; how long a person takes is the person's affair
  const BASICS = "kz.gov.pki.knca.basics", COMMON_UTILS = "kz.gov.pki.knca.commonUtils";
  const SIGNING = "1.3.6.1.5.5.7.3.4", ORGANISATION = "1.2.398.3.3.4.1.2";
  const panel = document.querySelector("[data-ncalayer]");
  if (!panel) return;

  // --- The program. What goes wrong is thrown as the name of the state to show.

  class Layer {
    constructor(address) {
      this.socket = new WebSocket(address);
      // Here the browser may ask for permission, and the connection waits for the answer.
      this.open = new Promise((done, failed) => {
        this.socket.onopen = done;
        this.socket.onerror = this.socket.onclose = () => failed("absent");
      });
    }

    hear(patience) {
      return new Promise((done, failed) => {
        const late = patience && setTimeout(() => failed("old"), patience);
        this.socket.onerror = this.socket.onclose = () => { clearTimeout(late); failed("absent"); };
        this.socket.onmessage = ({ data }) => {
          let answer;
          try { answer = JSON.parse(data); } catch { return; } // a heartbeat
          clearTimeout(late);
          done(answer);
        };
      });
    }

    ask(message, patience) {
      const answer = this.hear(patience);
      this.socket.send(JSON.stringify(message));
      return answer;
    }

    async greet() {
      await this.open;
      if (!(await this.hear(ANSWER_MS)).result?.version) throw "old";
    }

    close() {
      this.socket.onclose = null;
      this.socket.close();
    }

    async sign(documents, whose) {
      return await this.signWithBasics(documents, whose) ?? this.signWithCommonUtils(documents);
    }

    // All documents behind one choice of the key. Undefined when the program has no such module.
    async signWithBasics(documents, { iin, bin }) {
      const answer = await this.ask({
        module: BASICS,
        method: "sign",
        args: {
          format: "cms",
          data: documents,
          signingParams: { decode: true, encapsulate: false, digested: false, tsaProfile: null },
          signerParams: { extKeyUsageOids: [SIGNING, ORGANISATION], iin, bin, serialNumber: "", chain: null },
          locale: document.documentElement.lang,
        },
      });
      if (answer.errorCode) return undefined;
      if (!answer.status) throw "failed";
      if (!answer.body?.result) throw "cancelled";
      return [answer.body.result].flat();
    }

    // The older module asks for each document anew.
    async signWithCommonUtils(documents) {
      const tokens = await this.ask({ module: COMMON_UTILS, method: "getActiveTokens" }, ANSWER_MS);
      if (tokens.errorCode) throw "old";
      const storage = tokens.responseObject?.[0] ?? "PKCS12", signatures = [];
      for (const content of documents) {
        const args = [storage, "SIGNATURE", content, false];
        const answer = await this.ask({ module: COMMON_UTILS, method: "createCAdESFromBase64", args });
        if (answer.message === "action.canceled") throw "cancelled";
        if (answer.code !== "200") throw "failed";
        signatures.push(answer.responseObject);
      }
      return signatures;
    }
  }

  // --- The portal.

  const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-----[^-]+-----/g, "").replace(/\s/g, "")), (letter) => letter.charCodeAt(0));

  // Undefined: this decision was withdrawn or returned while the page was open, the list will say so.
  const contentOf = async (link) => {
    const answer = await fetch(link.href);
    if (!answer.ok || answer.headers.get("Content-Type") !== "application/pdf") return undefined;
    return base64(new Uint8Array(await answer.arrayBuffer()));
  };

  const deliver = async (link, signature) => {
    const answer = await fetch(link.dataset.ncalayerSignature, {
      method: "POST",
      headers: {
        "Content-Type": "application/cms",
        "X-CSRFToken": panel.querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body: bytes(signature),
    });
    const told = await answer.json();
    if (!answer.ok) return told.message;
    link.removeAttribute("data-ncalayer-signature"); // signed: not asked for again
    panel.dataset.after ||= told.url;
    return "";
  };

  // --- The page.

  const show = (state) => panel.querySelectorAll("[data-ncalayer-state]").forEach((words) => {
    words.hidden = words.dataset.ncalayerState !== state;
  });

  const showReasons = (reasons) => {
    panel.querySelector("[data-ncalayer-reasons]").replaceChildren(...reasons.map((reason) => {
      const line = document.createElement("p");
      line.textContent = reason;
      return line;
    }));
    show("refused");
  };

  // Chrome tells whether the person forbade the connection; its name for that changed once.
  const isDenied = async () => {
    for (const name of ["loopback-network", "local-network-access"]) {
      try {
        if ((await navigator.permissions.query({ name })).state === "denied") return true;
      } catch {
        // This browser knows no such permission.
      }
    }
    return false;
  };

  // The page asks every two seconds what became of the QR code. While a signature is on its way, it need not.
  let isSending = false;
  document.addEventListener("htmx:beforeRequest", (event) => { if (isSending) event.preventDefault(); });

  const signAll = async () => {
    show("waiting");
    const layer = new Layer(panel.dataset.ncalayer);
    let links = [...document.querySelectorAll("a[data-ncalayer-signature]")], signatures;
    try {
      await layer.greet();
      const contents = await Promise.all(links.map(contentOf));
      links = links.filter((_, place) => contents[place]);
      if (!links.length) throw "unsent";
      show("asking");
      signatures = await layer.sign(contents.filter(Boolean), panel.dataset);
    } finally {
      layer.close();
    }
    if (signatures.length !== links.length) throw "failed";
    show("sending");
    isSending = true;
    const reasons = [];
    for (const [place, link] of links.entries()) {
      const reason = await deliver(link, signatures[place]);
      if (reason) reasons.push([link.dataset.ncalayerName, reason].filter(Boolean).join(": "));
    }
    isSending = !reasons.length;
    if (reasons.length) showReasons(reasons);
    else location.assign(panel.dataset.after);
  };

  const button = panel.querySelector("[data-ncalayer-sign]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    const training = panel.querySelector("[data-ncalayer-window]");
    const shown = training && window.open(training.href, training.target, "popup,width=560,height=760");
    try {
      await signAll();
    } catch (problem) {
      const state = typeof problem === "string" ? problem : "unsent";
      isSending = false;
      show(state === "absent" && await isDenied() ? "denied" : state);
    }
    shown?.close();
    button.disabled = false;
  });
  panel.hidden = false;
})();
