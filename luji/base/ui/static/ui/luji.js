// Behaviour of the pages: pickers, the rail on a phone, the search key, charts. Nothing needs it to be read.
(() => {
  "use strict";

  const byData = (root, name) => root.querySelectorAll(`[data-${name}]`);

  // A picker submits its form as soon as another value is chosen.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  // Where we are stands within sight in a rail longer than the screen.
  document.querySelector(".rail-nav [aria-current]")?.scrollIntoView({ block: "nearest" });

  // The rail folds away on narrow screens.
  const toggle = document.querySelector(".rail-toggle");
  if (toggle) {
    const rail = document.getElementById("rail");
    const fold = (open) => {
      rail.classList.toggle("open", open);
      toggle.setAttribute("aria-expanded", String(open));
    };
    toggle.addEventListener("click", () => fold(!rail.classList.contains("open")));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && rail.classList.contains("open")) {
        fold(false);
        toggle.focus();
      }
    });
  }

  // A file larger than its field allows is refused before it travels.
  document.addEventListener("change", (event) => {
    const field = event.target.closest("input[data-largest]");
    if (!field) return;
    const large = [...field.files].some((file) => file.size > Number(field.dataset.largest));
    field.setCustomValidity(large ? field.dataset.tooLarge : "");
    field.reportValidity();
  });

  // The bell: a short stream tells how many notices are unread and ends; the browser asks again by itself.
  const bell = document.querySelector(".bell[data-stream]");
  if (bell && window.EventSource) {
    const count = bell.querySelector(".bell-count");
    const name = bell.getAttribute("aria-label");
    let source = null;
    const tell = (event) => {
      const { unread } = JSON.parse(event.data);
      count.hidden = unread === 0;
      count.textContent = unread > 99 ? "99+" : String(unread);
      bell.setAttribute("aria-label", unread ? `${name} (${unread})` : name);
    };
    const listen = () => {
      if (document.hidden) {
        source?.close();
        source = null;
      } else if (!source) {
        source = new EventSource(bell.dataset.stream);
        source.addEventListener("notices", tell);
      }
    };
    document.addEventListener("visibilitychange", listen);
    window.addEventListener("pagehide", () => source?.close());
    listen();
  }

  // "/" goes to the page's own search field, else to the one in the head of every page; Ctrl+K always there.
  document.addEventListener("keydown", (event) => {
    const everywhere = event.key === "k" && (event.ctrlKey || event.metaKey);
    const writing = event.target.closest("input, select, textarea, [contenteditable]");
    const finder = document.querySelector("[data-find]");
    const search = (everywhere ? null : document.querySelector("[data-search]")) || finder;
    if (!search || event.altKey) return;
    if (!everywhere && (event.key !== "/" || writing || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  // Charts: the page brings plain series as JSON, the look comes from here.
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const font = () => getComputedStyle(document.body).fontFamily;

  const seriesOf = (one, index) => ({
    name: one.name,
    type: one.type,
    data: one.values,
    symbolSize: 6,
    barMaxWidth: 26,
    itemStyle: { color: index === 0 ? style("--accent") : style("--second"), borderRadius: one.type === "bar" ? [3, 3, 0, 0] : 0 },
    lineStyle: { width: 2, type: one.type === "line" && index > 0 ? "dashed" : "solid" },
    emphasis: { disabled: true },
  });

  const optionOf = (given, narrow) => ({
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: font(), color: style("--ink-2") },
    grid: { left: 4, right: 8, top: 40, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: style("--ink-2") } },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      valueFormatter: (value) => (value === null || value === undefined ? "—" : Number(value).toLocaleString("en-US")),
    },
    xAxis: {
      type: "category",
      data: given.labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: style("--line") } },
      axisLabel: { color: style("--ink-2"), interval: narrow ? "auto" : 0 },
    },
    yAxis: {
      type: "value",
      splitLine: { lineStyle: { color: style("--line-soft") } },
      axisLabel: { color: style("--ink-2") },
    },
    series: given.series.map(seriesOf),
  });

  const draw = (root) => {
    if (!window.echarts) return;
    byData(root, "chart").forEach((place) => {
      if (place.dataset.drawn) return;
      const given = JSON.parse(document.getElementById(place.dataset.chart).textContent);
      const chart = window.echarts.init(place, null, { renderer: "svg" });
      chart.setOption(optionOf(given, place.clientWidth < 520));
      new ResizeObserver(() => chart.resize()).observe(place);
      place.dataset.drawn = "1";
    });
  };

  document.addEventListener("DOMContentLoaded", () => draw(document));
  document.addEventListener("htmx:afterSettle", (event) => draw(event.target));

  // A fragment answered by the sign-in page means that the session has ended: show that page whole.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (new URL(event.detail.xhr.responseURL, location.href).pathname.startsWith("/sign-in/")) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });
})();
