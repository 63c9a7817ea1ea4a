// Lists and files of records: filters fold on a phone, rows are chosen together, their number is told.
// Without this script the filters stand open and the server says when nothing was chosen.
(() => {
  "use strict";

  if (window.matchMedia("(max-width: 40rem)").matches) {
    document.querySelectorAll(".filters:not([data-used])").forEach((one) => (one.open = false));
  }

  // Work that takes long says so and cannot be begun twice.
  document.querySelectorAll("form[data-long]").forEach((form) => {
    const button = form.querySelector("button[type=submit]");
    const said = button.textContent;
    form.addEventListener("submit", () => {
      button.disabled = true;
      button.textContent = form.dataset.long;
      button.setAttribute("aria-busy", "true");
    });
    window.addEventListener("pageshow", () => {
      button.disabled = false;
      button.textContent = said;
      button.removeAttribute("aria-busy");
    });
  });

  document.querySelectorAll("form[data-together]").forEach((form) => {
    const bar = form.querySelector(".together");
    if (!bar) return;
    const boxes = [...form.querySelectorAll("input[name=row]")];
    const page = form.querySelector("[data-page]");
    const all = bar.querySelector("input[name=all]");
    const count = bar.querySelector("[data-chosen]");
    const settle = () => {
      const chosen = boxes.filter((one) => one.checked).length;
      const some = all.checked || chosen > 0;
      page.checked = chosen === boxes.length;
      page.indeterminate = chosen > 0 && chosen < boxes.length;
      count.hidden = !some;
      count.textContent = some ? count.dataset.chosen.replace("{count}", all.checked ? all.parentElement.textContent.trim() : chosen) : "";
      bar.classList.toggle("busy", some);
      bar.querySelector("button").disabled = !some;
    };
    page.hidden = false;
    page.addEventListener("change", () => boxes.forEach((one) => (one.checked = page.checked)));
    form.addEventListener("change", settle);
    window.addEventListener("pageshow", settle);
    settle();
  });
})();
