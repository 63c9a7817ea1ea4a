// Arrow keys go through what was found; from the search field, down goes to the first.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const hits = [...document.querySelectorAll("[data-hit]")];
    const here = hits.indexOf(document.activeElement);
    const search = document.querySelector("main [data-search]");
    if (!hits.length || (here < 0 && document.activeElement !== search && document.activeElement !== document.body)) return;
    event.preventDefault();
    const next = here + (event.key === "ArrowDown" ? 1 : -1);
    if (next < 0) (search || hits[0]).focus();
    else hits[Math.min(next, hits.length - 1)].focus();
  });
  const found = document.getElementById("found");
  if (found) found.focus();
})();
