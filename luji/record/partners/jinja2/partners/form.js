(() => {
  "use strict";
  const given = JSON.parse(document.getElementById("form-data").textContent);
  const form = document.getElementById("answer");
  const photos = new Map();

  // SHA-256 (FIPS 180-4) of our own: a page opened from a disk may have no crypto.subtle.
  const K = new Uint32Array(64), H0 = new Uint32Array(8);
  for (let n = 2, found = 0; found < 64; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) prime = false;
    if (!prime) continue;
    const part = (x) => Math.floor((x - Math.floor(x)) * 4294967296);
    if (found < 8) H0[found] = part(Math.sqrt(n));
    K[found] = part(Math.cbrt(n));
    found += 1;
  }
  const block = (h, bytes, at, w) => {
    for (let i = 0; i < 16; i += 1) { const p = at + i * 4; w[i] = (bytes[p] << 24) | (bytes[p + 1] << 16) | (bytes[p + 2] << 8) | bytes[p + 3]; }
    for (let i = 16; i < 64; i += 1) {
      const x = w[i - 15], y = w[i - 2];
      w[i] = (w[i - 16] + w[i - 7] + (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) + (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10))) | 0;
    }
    let a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], j = h[7];
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (j + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      j = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e; h[5] += f; h[6] += g; h[7] += j;
  };
  const sha256 = (parts) => {
    const size = parts.reduce((sum, one) => sum + one.length, 0);
    const whole = new Uint8Array(Math.ceil((size + 9) / 64) * 64);
    let at = 0;
    for (const one of parts) { whole.set(one, at); at += one.length; }
    whole[size] = 0x80;
    const view = new DataView(whole.buffer);
    view.setUint32(whole.length - 8, Math.floor(size / 536870912));
    view.setUint32(whole.length - 4, (size * 8) >>> 0);
    const h = H0.slice(), w = new Int32Array(64);
    for (let from = 0; from < whole.length; from += 64) block(h, whole, from, w);
    const out = new Uint8Array(32);
    h.forEach((word, i) => { out[i * 4] = word >>> 24; out[i * 4 + 1] = word >>> 16; out[i * 4 + 2] = word >>> 8; out[i * 4 + 3] = word; });
    return out;
  };
  const hex = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  const hmac = (key, message) => {
    const pad = (value) => Uint8Array.from({ length: 64 }, (_, i) => (key[i] || 0) ^ value);
    return hex(sha256([pad(0x5c), sha256([pad(0x36), message])]));
  };
  const bytesOf = (text) => Uint8Array.from(text.match(/../g), (one) => parseInt(one, 16));

  const late = () => new Date() > new Date(given.until);
  document.getElementById("late").hidden = !late();

  const both = (zh, en) => {
    const span = document.createElement("span");
    span.lang = "en";
    span.textContent = ` ${en}`;
    return [document.createTextNode(zh), span];
  };
  const listOf = (input) => photos.get(input) || photos.set(input, []).get(input);
  const drawn = (input) => {
    const list = input.parentElement.querySelector(".chosen");
    list.replaceChildren(...listOf(input).map((one, place) => {
      const item = document.createElement("li"), image = document.createElement("img"), drop = document.createElement("button");
      image.src = `data:${one.type};base64,${one.data}`;
      image.alt = "";
      drop.type = "button";
      drop.append(...both("去掉", "remove"));
      drop.setAttribute("aria-label", `去掉 remove ${one.name}`);
      drop.addEventListener("click", () => { listOf(input).splice(place, 1); drawn(input); input.focus(); });
      item.append(image, document.createTextNode(one.name), drop);
      return item;
    }));
  };
  const tell = (problems) => {
    const box = document.getElementById("wrong");
    const list = document.createElement("ul");
    list.append(...problems.map(([zh, en]) => { const item = document.createElement("li"); item.append(...both(zh, en)); return item; }));
    box.replaceChildren(...(problems.length ? [list] : []));
    if (problems.length) box.scrollIntoView({ block: "center" });
  };
  const read = (file) => new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });

  form.addEventListener("change", async (event) => {
    const input = event.target;
    if (input.matches("[data-take]")) input.closest("fieldset").querySelector(".fields").hidden = !input.checked;
    if (!input.matches("[data-files]")) return;
    const wrong = [];
    for (const file of [...input.files]) {
      const list = listOf(input);
      if (!/^image\/(jpeg|png|webp)$/.test(file.type)) wrong.push([`「${file.name}」不是 jpg、png、webp 照片。`, `${file.name} is no jpg, png or webp photograph.`]);
      else if (file.size > given.largest) wrong.push([`「${file.name}」太大。`, `${file.name} is too large.`]);
      else if (list.length >= Number(input.dataset.most)) wrong.push([`「${file.name}」没有加上：照片已满。`, `${file.name} was left out: there are enough.`]);
      else if (!list.some((one) => one.name === file.name && one.size === file.size)) list.push({ name: file.name, type: file.type, size: file.size, data: await read(file) });
    }
    input.value = "";
    drawn(input);
    tell(wrong);
  });

  const replies = (wrong) => [...form.querySelectorAll("fieldset[data-row]")].filter((set) => set.querySelector("[data-take]").checked).map((set) => {
    const reply = { row: Number(set.dataset.row), texts: {}, files: {} };
    for (const field of given.fields) {
      const input = set.querySelector(`[data-name="${field.name}"], [data-files="${field.name}"]`);
      const label = input.labels[0].firstChild.textContent.trim();
      let empty;
      if (field.kind === "files") {
        reply.files[field.name] = listOf(input).map(({ name, data }) => ({ name, data }));
        empty = !reply.files[field.name].length;
      } else {
        reply.texts[field.name] = input.value;
        empty = !input.value.trim();
      }
      input.setAttribute("aria-invalid", String(field.required && empty));
      if (field.required && empty) wrong.push([`${set.dataset.number}：「${label}」没有填写。`, `${set.dataset.number}: fill it in.`]);
    }
    return reply;
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = [], by = document.getElementById("by");
    const records = replies(wrong);
    document.getElementById("done").replaceChildren();
    if (!records.length) wrong.push(["请至少勾选一条。", "Tick at least one record."]);
    by.setAttribute("aria-invalid", String(!by.value.trim()));
    if (!by.value.trim()) wrong.push(["请写填报人和电话。", "Say who filled this in."]);
    if (late()) wrong.push(["表单已经过期。", "The form has expired."]);
    const size = records.flatMap((one) => Object.values(one.files).flat()).reduce((sum, one) => sum + one.data.length, 0);
    if (size > given.altogether * 4 / 3) wrong.push(["照片合计太大，请分几次保存，或降低分辨率。", "The photographs are too large altogether; save several answers or smaller photographs."]);
    tell(wrong);
    if (wrong.length) return;
    const body = JSON.stringify({ by: by.value.trim(), saved: new Date().toISOString(), records }).replace(/[\ud800-\udfff]/gu, "\ufffd");
    const seal = hmac(bytesOf(given.secret), new TextEncoder().encode(body));
    const answer = JSON.stringify({ format: given.format, version: given.version, ticket: given.ticket, body, seal });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([answer], { type: "application/json" }));
    link.download = `答复-${given.number}-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    const told = document.createElement("p");
    told.append(...both(`已保存 ${link.download}，请把它交回民警。`, "Saved. Give this file back to the officer."));
    document.getElementById("done").replaceChildren(told);
  });
})();
