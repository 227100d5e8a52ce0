/* Enhancements only: everything this page says is there without it. No request is made, nothing is stored. */
"use strict";
(() => {
  const root = document.documentElement;
  const by = (id) => document.getElementById(id);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const data = JSON.parse(by("data").textContent);
  const words = JSON.parse(by("words").textContent);
  const numbers = new Map(data.numbers.map((number) => [number.id, number]));
  const tip = by("tip");
  const panel = by("explain");
  let lang = by("choose-en").checked ? "en" : "vi";
  root.classList.add("script");

  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const save = (name, blob) => {
    const link = element("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  /* Language: the same place of the text in the other language; the address may name it. */
  const mark = document.title.split(" – ").length > 1;
  const choose = (next, keepPlace) => {
    const from = all(`.only-${lang} section.chapter`).filter((s) => s.getBoundingClientRect().top < 120).pop();
    lang = next;
    by(`choose-${lang}`).checked = true;
    root.lang = lang;
    const watermark = document.querySelector(`.edition.only-${lang} .watermark`);
    document.title = (mark && watermark ? watermark.textContent + " – " : "") + data.title[lang];
    panel.hidden = true;
    tip.hidden = true;
    if (keepPlace && from) {
      const same = by(from.id.replace(/^(vi|en)-/, `${lang}-`));
      if (same) same.scrollIntoView({ behavior: "instant" });
    }
  };
  for (const code of ["vi", "en"]) by(`choose-${code}`).addEventListener("change", () => choose(code, true));
  const followAddress = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const code = id.slice(0, 2);
    if ((code !== "vi" && code !== "en") || (id.length > 2 && id[2] !== "-")) return;
    if (code !== lang) choose(code, false);
    const target = id.length > 2 ? by(id) : null;
    if (target) target.scrollIntoView({ behavior: "instant" });
  };
  addEventListener("hashchange", followAddress);
  if (lang !== "vi") choose(lang, false);
  followAddress();

  /* Explain a number. */
  const definitionList = (rows) => {
    const list = element("dl");
    for (const [name, value] of rows) {
      if (value === undefined || value === "" || value === null) continue;
      list.append(element("dt", words[lang][name]));
      const holder = element("dd");
      holder.append(value);
      list.append(holder);
    }
    return list;
  };
  const listOf = (items) => {
    const list = element("ul");
    for (const item of items) {
      const row = element("li");
      row.append(...[item].flat());
      list.append(row);
    }
    return list;
  };
  const inputOf = (position) => {
    const input = data.inputs[position];
    const state = (data.input_states[input.status] || {})[lang] || input.status;
    const parts = [`${input.series} (${input.table}, ${input.periods}): `];
    if (/^https?:\/\//.test(input.url)) {
      const link = element("a", input.source);
      link.href = input.url;
      link.rel = "noreferrer";
      parts.push(link);
    } else parts.push(input.source);
    parts.push(`; ${state}`);
    return parts;
  };
  let cameFrom = null;
  const explain = (id) => {
    const number = numbers.get(id);
    if (!number) return;
    panel.replaceChildren();
    panel.lang = lang;
    panel.setAttribute("aria-label", words[lang].explain);
    const close = element("button", words[lang].close, "link close");
    close.type = "button";
    close.addEventListener("click", hideExplanation);
    const parents = (number.parents || []).filter((parent) => numbers.has(parent)).map((parent) => {
      const button = element("button", parent, "link");
      button.type = "button";
      button.addEventListener("click", () => explain(parent));
      return [button, ` ${numbers.get(parent).definition[lang]}`];
    });
    panel.append(
      element("p", number.id, "eyebrow"),
      element("h2", number.definition[lang]),
      element("p", number.text[lang], "big"),
      close,
      definitionList([
        ["interval80", number.text80 && number.text80[lang]],
        ["interval95", number.text95 && number.text95[lang]],
        ["period", number.period_text ? number.period_text[lang] : number.period],
        ["nature", data.natures[number.nature][lang]],
        ["scope", number.scope && number.scope[lang]],
        ["formula", number.formula],
        ["assumptions", (number.assumptions || []).join(", ")],
        ["parents", parents.length ? listOf(parents) : undefined],
        ["inputs", number.inputs ? listOf(number.inputs.map(inputOf)) : undefined],
      ]),
      element("p", `dubao explain ${number.id}`, "key-id"),
    );
    tip.hidden = true;
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.focus();
  };
  const hideExplanation = () => {
    panel.hidden = true;
    if (cameFrom && cameFrom.isConnected) cameFrom.focus({ preventScroll: true });
  };
  const showTip = (target) => {
    const number = numbers.get(target.dataset.id);
    if (!number) return;
    tip.replaceChildren(element("strong", number.id), ` ${number.definition[lang]}`);
    tip.lang = lang;
    tip.hidden = false;
    const place = target.getBoundingClientRect();
    const below = place.bottom + 8 + tip.offsetHeight < innerHeight;
    tip.style.left = `${Math.max(8, Math.min(place.left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${below ? place.bottom + 8 : place.top - tip.offsetHeight - 8}px`;
  };
  for (const edition of all(".edition")) {
    /* One stop of the Tab key for all numbers of an edition; arrows go from number to number. */
    const spans = all(".num", edition);
    const enter = (position) => {
      const next = spans[position];
      if (!next) return;
      spans.forEach((span) => span.setAttribute("tabindex", span === next ? "0" : "-1"));
      next.focus();
    };
    spans.forEach((span, position) => span.setAttribute("tabindex", position ? "-1" : "0"));
    const shown = (step, from) => {
      let position = from + step;
      while (spans[position] && !spans[position].offsetParent) position += step;
      return position;
    };
    edition.addEventListener("keydown", (event) => {
      const position = spans.indexOf(event.target);
      if (position < 0) return;
      if (event.key === "ArrowRight" || event.key === "ArrowDown") enter(shown(1, position));
      else if (event.key === "ArrowLeft" || event.key === "ArrowUp") enter(shown(-1, position));
      else if (event.key === "Enter" || event.key === " ") { cameFrom = event.target; explain(event.target.dataset.id); }
      else return;
      event.preventDefault();
    });
    edition.addEventListener("pointerover", (event) => { if (event.target.classList.contains("num")) showTip(event.target); });
    edition.addEventListener("pointerout", (event) => { if (event.target.classList.contains("num")) tip.hidden = true; });
    edition.addEventListener("focusin", (event) => {
      if (!event.target.classList.contains("num")) return;
      showTip(event.target);
      const number = numbers.get(event.target.dataset.id);
      if (number) by("announce").textContent = `${number.id}: ${number.definition[lang]}. ${words[lang].hint}`;
    });
    edition.addEventListener("focusout", () => { tip.hidden = true; });
    edition.addEventListener("click", (event) => {
      if (!event.target.classList.contains("num")) return;
      cameFrom = event.target;
      explain(event.target.dataset.id);
    });
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") { tip.hidden = true; if (!panel.hidden) hideExplanation(); } });
  addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });

  /* Figures: the words of the place under the pointer, or of the place reached by the arrow keys. */
  for (const figure of all("figure")) {
    const readout = figure.querySelector(".readout");
    const first = readout.textContent;
    /* The wide drawing carries the sentences; the narrow one has the same places in the same order. */
    const sentences = all(".wide .hit > title", figure).map((title) => title.textContent);
    all(".hit > title", figure).forEach((title) => title.remove());
    for (const drawing of all(".plot svg", figure)) {
      const places = all(".hit", drawing);
      let current = -1;
      const show = (position) => {
        if (places[current]) places[current].classList.remove("on");
        current = position;
        if (places[current]) places[current].classList.add("on");
        readout.textContent = places[current] ? sentences[current] : first;
        readout.classList.toggle("live", Boolean(places[current]));
      };
      drawing.setAttribute("tabindex", "0");
      drawing.addEventListener("pointerover", (event) => { const i = places.indexOf(event.target); if (i >= 0) show(i); });
      drawing.addEventListener("pointerleave", () => show(-1));
      drawing.addEventListener("blur", () => show(-1));
      drawing.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!step || !places.length) return;
        show((current + step + places.length) % places.length);
        event.preventDefault();
      });
    }
  }

  /* Files: the picture as PNG at twice its size, and all data. */
  const drawingOf = (button) => {
    const drawing = button.closest("figure").querySelector(".wide svg").cloneNode(true);
    const paper = document.createElementNS("http://www.w3.org/2000/svg", "path");
    paper.setAttribute("d", `M0 0H${drawing.getAttribute("width")}V${drawing.getAttribute("height")}H0Z`);
    paper.setAttribute("fill", "#ffffff");
    drawing.prepend(paper);
    all(".hit[fill=transparent]", drawing).forEach((place) => place.remove());
    return new XMLSerializer().serializeToString(drawing);
  };
  const savePng = (button) => {
    const link = button.closest(".tools").querySelector("a[data-svg]");
    const source = link ? link.href : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawingOf(button))}`;
    const picture = new Image();
    picture.addEventListener("load", () => {
      const canvas = element("canvas");
      canvas.width = picture.naturalWidth * 2;
      canvas.height = picture.naturalHeight * 2;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(button.dataset.name, blob), "image/png");
    });
    picture.src = source;
  };
  const cellOf = (cell) => {
    const number = cell.querySelector(".num");
    const text = cell.textContent.trim();
    return number ? { text, number: number.dataset.id } : text;
  };
  const tables = () => all(".table, figure").map((block) => ({
    id: block.id.slice(3),
    lang: block.closest("[lang]").lang,
    title: (block.querySelector(".table caption, .headline") || block).textContent.trim(),
    columns: all("thead th", block).map((head) => head.textContent.trim()),
    rows: all("tbody tr", block).map((row) => Array.from(row.cells, cellOf)),
    source: block.querySelector(".source").textContent.trim(),
  }));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (!button) return;
    if (button.dataset.action === "png") savePng(button);
    if (button.dataset.action === "svg") save(button.dataset.name, new Blob([drawingOf(button)], { type: "image/svg+xml" }));
    if (button.dataset.action === "json") save(`dubao-${data.edition}.json`, new Blob([JSON.stringify({ ...data, tables: tables() }, null, 1)], { type: "application/json" }));
  });

  /* Where the reader is, in the contents. */
  const links = new Map(all(".contents a").map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((link) => link.removeAttribute("aria-current"));
      const link = links.get(entry.target.id);
      if (link) link.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "0px 0px -70% 0px" });
  all("section.chapter").forEach((section) => seen.observe(section));

  /* Paper has no folds: the cover report is printed open. */
  addEventListener("beforeprint", () => all(".cover").forEach((fold) => { fold.open = true; }));
})();
