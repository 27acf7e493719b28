// Papers go up one by one while the parent looks for the next; photos are made smaller before that.
// Without this file the same form sends them all with «Continue».
(() => {
  "use strict";
  const LONGEST_SIDE = 1600;
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const status = form.querySelector("[data-upload-status]");

  const smaller = async (file) => {
    if (!/^image\/(jpeg|png)$/.test(file.type) || file.size < 300_000) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.85); });
      return blob && blob.size < file.size ? new File([blob], file.name, { type: "image/jpeg" }) : file;
    } catch {
      return file; // the server says what is wrong with it
    }
  };

  const send = (body, progress) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", location.href);
    request.setRequestHeader("HX-Request", "true"); // whoever is signed out is told so instead of led away
    request.responseType = "document";
    request.upload.onprogress = (event) => { if (event.lengthComputable) progress.value = event.loaded / event.total; };
    request.onload = () => (request.getResponseHeader("HX-Refresh") ? location.reload() : request.response?.querySelector("form[data-upload]") ? done(request.response) : failed());
    request.onerror = failed;
    request.send(body);
  });

  // Only the box of this paper, the total and the token change: other boxes may hold files of their own.
  const show = (box, answer, id) => {
    document.querySelector(".error-summary")?.remove(); // each box keeps its own
    const fresh = document.adoptNode(answer.getElementById(id).closest("[data-file]"));
    box.replaceWith(fresh);
    document.getElementById("used").replaceWith(document.adoptNode(answer.getElementById("used")));
    document.dispatchEvent(new CustomEvent("oqu:added", { detail: fresh }));
    fresh.querySelector("input").focus();
    status.textContent = fresh.querySelector(".file__done")?.textContent ?? "";
  };

  const upload = async (input) => {
    const box = input.closest("[data-file]");
    box.querySelector("[data-again]")?.remove();
    const progress = document.createElement("progress");
    progress.className = "file__progress";
    progress.setAttribute("aria-label", form.dataset.sending);
    box.append(progress);
    status.className = "sr-only";
    status.textContent = form.dataset.sending;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("upload", "1");
    body.append(input.name, await smaller(input.files[0]));
    try {
      show(box, await send(body, progress), input.id);
    } catch {
      progress.remove();
      status.className = "field__errors";
      status.textContent = form.dataset.failed;
      offerAgain(box, input);
    }
  };

  // The file is still in its box: it goes up again at a press, or by itself when there is a connection.
  const offerAgain = (box, input) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.dataset.again = "";
    button.textContent = form.dataset.again;
    const again = () => { if (button.isConnected) upload(input); };
    button.addEventListener("click", again);
    addEventListener("online", again, { once: true });
    box.append(button);
  };

  form.addEventListener("change", ({ target }) => {
    if (target.closest?.("[data-file]") && target.files?.length) upload(target);
  });
})();
