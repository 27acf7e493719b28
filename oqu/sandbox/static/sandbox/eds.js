// The tab «ЭЦП»: takes the page's challenge to NCALayer and posts the signature.
(() => {
  "use strict";
  const PATIENCE_MS = 5000, AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
  const form = document.querySelector("[data-eds]");
  const show = (state) => document.querySelectorAll("[data-eds-state]").forEach((words) => {
    words.hidden = words.dataset.edsState !== state;
  });

  // One answer of the layer; "absent" when it does not come.
  const answerOf = (socket, patience) => new Promise((resolve, reject) => {
    const late = patience && setTimeout(() => reject("absent"), patience);
    socket.onclose = socket.onerror = () => { clearTimeout(late); reject("absent"); };
    socket.onmessage = ({ data }) => { clearTimeout(late); resolve(JSON.parse(data)); };
  });

  const signature = async () => {
    const socket = new WebSocket(form.dataset.ncalayer);
    try {
      await answerOf(socket, PATIENCE_MS); // its version
      show("asking");
      socket.send(JSON.stringify({
        module: "kz.gov.pki.knca.basics",
        method: "sign",
        args: {
          format: "cms",
          data: form.dataset.toSign,
          signingParams: { decode: true, encapsulate: false, digested: false },
          signerParams: { extKeyUsageOids: [AUTHENTICATION] },
          locale: "ru",
        },
      }));
      const answer = await answerOf(socket);
      if (answer.errorCode) throw "old";
      if (!answer.status) throw "failed";
      if (!answer.body.result) throw "cancelled";
      return answer.body.result;
    } finally {
      socket.onclose = null;
      socket.close();
    }
  };

  form.addEventListener("submit", async (event) => {
    if (form.elements.cms.value) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    show("");
    const layer = window.open(form.dataset.window, "ncalayer", "popup,width=560,height=760");
    try {
      form.elements.cms.value = await signature();
      form.submit();
    } catch (state) {
      show(typeof state === "string" ? state : "failed");
      button.disabled = false;
    }
    layer?.close();
  });
  form.querySelector("button").disabled = false; // a press before this moment would ask nobody
})();
