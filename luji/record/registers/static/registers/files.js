// Files of a form are sent one by one as soon as they are chosen, with their progress. Without this script the
// form sends them itself.
(() => {
  "use strict";

  const made = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };

  const told = (box, file, problems) => {
    const list = box.querySelector(".problems") || box.appendChild(made("ul", { className: "problems" }));
    for (const one of problems) {
      const text = made("div", {}, made("p", { textContent: one.message || file.name }), made("p", { className: "cure", textContent: one.cure }));
      list.append(made("li", { className: "problem error" }, made("span", { className: "problem-code", textContent: one.code || "" }), text));
    }
  };

  const shown = (item, area, answer) => {
    const picture = answer.thumbnail
      ? made("img", { src: answer.thumbnail, alt: "", width: 120, height: 90 })
      : made("span", { className: "file-kind", textContent: answer.kind });
    const link = made("a", { className: "file", href: answer.address }, picture, made("span", { className: "file-name", textContent: answer.name }));
    const box = made("input", { type: "checkbox", name: area.dataset.name, value: answer.sha256, checked: true });
    const hidden = made("span", { className: "visually-hidden", textContent: ` ${answer.name}` });
    item.replaceChildren(link, made("label", {}, box, ` ${area.dataset.keep}`, hidden));
  };

  const send = (area, file) =>
    new Promise((done) => {
      const bar = made("progress", { max: 100, value: 0 });
      bar.setAttribute("aria-label", `${area.dataset.sending} ${file.name}`);
      const item = made("li", {}, made("span", { className: "file-name", textContent: file.name }), bar);
      area.querySelector(".file-list").append(item);
      const body = new FormData();
      body.append("file", file);
      body.append("csrfmiddlewaretoken", area.closest("form").elements.csrfmiddlewaretoken.value);
      const request = new XMLHttpRequest();
      const failed = (problems) => {
        item.remove();
        told(area.querySelector(".file-problems"), file, problems);
        done();
      };
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
      });
      request.addEventListener("error", () => failed([{ message: file.name, cure: area.dataset.broken }]));
      request.addEventListener("load", () => {
        let answer = null;
        try { answer = JSON.parse(request.responseText); } catch { /* not ours: told below */ }
        if (request.status === 200 && answer) {
          shown(item, area, answer);
          done();
        } else failed(answer?.problems || [{ message: file.name, cure: area.dataset.broken }]);
      });
      request.open("POST", area.dataset.upload);
      request.send(body);
    });

  document.addEventListener("change", async (event) => {
    const input = event.target;
    const area = input.closest("[data-files]");
    if (!area || input.type !== "file" || !input.checkValidity()) return;
    const files = [...input.files];
    input.value = "";
    area.querySelector(".file-problems").replaceChildren();
    const submit = [...input.form.querySelectorAll("button[type=submit]")];
    submit.forEach((button) => { button.disabled = true; });
    for (const file of files) await send(area, file);
    submit.forEach((button) => { button.disabled = false; });
  });
})();
