// Forms of records: fields that do not apply are hidden, lines of sub-rows are added and removed.
// Without this script every field is shown, spare lines stand ready, and the server decides the same.
(() => {
  "use strict";

  const written = (form, name) => {
    const input = form.elements[name];
    return input && "value" in input ? input.value.trim() : "";
  };

  // Values are texts, as inputs hold them; null is nothing, undefined is not known here.
  const value = (node, form) => {
    const [op, ...rest] = node;
    if (op === "?") return undefined;
    if (op === "const") return rest[0] === null ? null : String(rest[0]);
    if (op === "field") return written(form, rest[0]) || null;
    if (op === "empty") {
      const found = value(rest[0], form);
      return found === undefined ? undefined : found === null;
    }
    if (op === "not") {
      const found = truth(value(rest[0], form));
      return typeof found === "boolean" ? !found : found;
    }
    if (op === "and" || op === "or") {
      const decisive = op === "or";
      const found = rest.map((one) => truth(value(one, form)));
      if (found.includes(decisive)) return decisive;
      return found.includes(undefined) ? undefined : found.includes(null) ? null : !decisive;
    }
    if (op === "in") {
      const found = value(rest[0], form);
      if (found === undefined || found === null) return found;
      return rest[1].some((one) => compared(found, value(one, form)) === 0);
    }
    const [left, right] = rest.map((one) => value(one, form));
    if (left === undefined || right === undefined) return undefined;
    if (left === null || right === null) return null;
    const order = compared(left, right);
    return { "==": order === 0, "!=": order !== 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0 }[op];
  };

  const truth = (found) => (found === "true" ? true : found === "false" ? false : found);

  const number = /^[-+]?\d+(\.\d+)?$/;
  const compared = (one, other) => {
    if (one === null || one === undefined || other === null || other === undefined) return NaN;
    const [a, b] = [String(one), String(other)];
    if (number.test(a) && number.test(b)) return Number(a) - Number(b);
    return a < b ? -1 : a > b ? 1 : 0;
  };

  const follow = (form) => {
    const dependent = [...form.querySelectorAll("[data-when]")].map((box) => [box, JSON.parse(box.dataset.when)]);
    const settle = () => {
      for (const [box, condition] of dependent) {
        const found = truth(value(condition, form));
        box.hidden = found === false || found === null;
      }
    };
    if (!dependent.length) return;
    form.addEventListener("input", settle);
    form.addEventListener("change", settle);
    settle();
  };

  const lines = (box) => {
    const body = box.querySelector("tbody");
    const blank = box.querySelector("template");
    let next = body.rows.length;
    const renumber = () => {
      [...body.rows].forEach((row, at) => {
        row.querySelector(".line-number").textContent = at + 1;
      });
    };
    const equip = (row) => {
      row.querySelector(".line-remove").hidden = false;
    };
    box.querySelectorAll(".line-remove-head").forEach((head) => (head.hidden = false));
    [...body.rows].forEach(equip);
    box.querySelector(".line-add").addEventListener("click", (event) => {
      event.preventDefault();
      const row = blank.content.firstElementChild.cloneNode(true);
      for (const one of row.querySelectorAll("[name]")) one.name = one.name.replace("__n__", next);
      for (const one of row.querySelectorAll("[id]")) one.id = one.id.replace("__n__", next);
      next += 1;
      body.append(row);
      equip(row);
      renumber();
      row.querySelector("input, select").focus();
    });
    body.addEventListener("click", (event) => {
      const button = event.target.closest(".line-remove button");
      if (!button) return;
      const row = button.closest("tr");
      const near = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      renumber();
      (near ? near.querySelector("input, select") : box.querySelector(".line-add")).focus();
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  document.querySelectorAll("form.record-form").forEach((form) => {
    form.querySelectorAll("[data-lines]").forEach(lines);
    follow(form);
  });
})();
