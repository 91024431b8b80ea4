"use strict";
(() => {
  const byId = id => document.getElementById(id);

  // A part that does not fit its place can be scrolled with the keyboard; one that fits needs no stop.
  const stops = () => document.querySelectorAll(".chart, .table").forEach(part => {
    if (part.scrollWidth <= part.clientWidth + 1) part.removeAttribute("tabindex");
    else part.tabIndex = 0;
  });
  stops();
  addEventListener("resize", stops);
  addEventListener("beforeprint", () => document.querySelectorAll("main > section > details")
    .forEach(part => { if (part.querySelectorAll("tr").length <= 60) part.open = true; }));

  const gallery = () => {
    const index = byId("gallery-index");
    if (!index || typeof DecompressionStream === "undefined") return;
    const facts = JSON.parse(index.textContent);
    const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const inflate = async text => {
      const stream = new Blob([bytes(text)]).stream()
        .pipeThrough(new DecompressionStream("deflate"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    };
    // Rows and pictures of a block are read when somebody looks at it, and then kept.
    const rows = new Map(), pictures = new Map();
    const block = number => {
      if (!rows.has(number)) {
        rows.set(number, inflate(byId("rows-" + number).textContent)
          .then(data => new TextDecoder().decode(data).split("\n")));
      }
      return rows.get(number);
    };
    const picture = row => {
      const number = Math.floor(row / facts.block);
      if (!pictures.has(number)) {
        const found = new Map();
        for (const line of (byId("pictures-" + number)?.textContent ?? "").split("\n")) {
          const cut = line.indexOf(" ");
          if (cut > 0) found.set(Number(line.slice(0, cut)), line.slice(cut + 1));
        }
        pictures.set(number, found);
      }
      return pictures.get(number).get(row);
    };
    const make = (name, kind, text) => {
      const element = document.createElement(name);
      if (kind) element.className = kind;
      if (text !== undefined) element.textContent = text;
      return element;
    };
    const marks = ["✓", "✕", "–", "…", "?"];
    const kinds = ["right", "wrong", "other", "other", "other"];
    const card = (row, number) => {
      const [id, label, source, capability, text, gold, choices, mean, reason, answers] = row;
      const item = make("li", "card");
      const side = make("div");
      const data = picture(number);
      if (data) {
        const image = make("img");
        image.src = "data:image/jpeg;base64," + data;
        image.alt = "Picture of the question " + id;
        side.append(image);
      } else side.append(make("div", "none", "no picture in this file"));
      const body = make("div");
      body.append(make("h3", "", text));
      const gist = make("p");
      gist.append(make("span", "tag", facts.labels[label]), " " + mean + " · "
        + [facts.sources[source], facts.capabilities[capability], id].filter(Boolean).join(" · "));
      body.append(gist);
      if (choices.length) body.append(make("p", "", "choices: " + choices.join(" | ")));
      body.append(make("p", "gold", "gold answer: " + gold));
      const list = make("ul");
      for (const [answer, verdict, count, response] of answers) {
        const line = make("li");
        line.append(make("span", kinds[verdict], marks[verdict] + " " + facts.verdicts[verdict]),
          " " + count + "×" + (answer === null ? "" : " " + answer));
        list.append(line);
      }
      body.append(list);
      body.append(make("p", "why", facts.reasons[reason]));
      if (answers.length) {
        const more = make("details");
        more.append(make("summary", "", "responses"));
        for (const [, verdict, , response] of answers) {
          more.append(make("p", "", facts.verdicts[verdict]), make("pre", "", response));
        }
        body.append(more);
      }
      item.append(side, body);
      return item;
    };
    const form = byId("gallery-filters"), list = byId("gallery-list");
    const status = byId("gallery-status");
    let found = [], page = 0, asked = 0;
    const show = async () => {
      const turn = ++asked;
      const part = found.slice(page * facts.page, (page + 1) * facts.page);
      const cards = [];
      for (const row of part) {
        const lines = await block(Math.floor(row / facts.block));
        cards.push(card(JSON.parse(lines[row % facts.block]), row));
      }
      if (turn !== asked) return;
      list.replaceChildren(...cards);
      const pages = Math.max(1, Math.ceil(found.length / facts.page));
      const first = found.length ? page * facts.page + 1 : 0;
      const count = number => number.toLocaleString("en");
      status.textContent = count(first) + " to " + count(page * facts.page + part.length) + " of "
        + count(found.length) + (found.length === 1 ? " question" : " questions");
      for (const button of document.querySelectorAll("[data-page]")) {
        button.disabled = button.dataset.page === "next" ? page + 1 >= pages : page === 0;
      }
    };
    const search = async () => {
      const turn = ++asked;
      const label = form.elements.label.value, source = form.elements.source.value;
      const capability = form.elements.capability.value;
      const words = form.elements.text.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const result = [];
      for (let row = 0; row < facts.rows; row++) {
        if (label !== "" && facts.label[row] !== label) continue;
        if (source !== "" && facts.source[row] !== Number(source)) continue;
        if (capability !== "" && facts.capability[row] !== capability) continue;
        if (words.length) {
          // A row's text holds ids, question, answers and responses.
          const line = (await block(Math.floor(row / facts.block)))[row % facts.block];
          if (turn !== asked) return;
          const low = line.toLowerCase();
          if (!words.every(word => low.includes(word))) continue;
        }
        result.push(row);
      }
      found = result;
      page = 0;
      await show();
    };
    let wait;
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("change", search);
    form.elements.text.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(search, 250);
    });
    for (const button of document.querySelectorAll("[data-page]")) {
      button.addEventListener("click", () => {
        page += button.dataset.page === "next" ? 1 : -1;
        show();
      });
    }
    byId("gallery-browser").hidden = false;
    search();
  };
  gallery();

  // Where the page is served, it keeps up with its run: parts that changed are replaced.
  const live = document.body.dataset.live;
  if (!live) return;
  const refresh = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    // What comes in with the gallery is for its own script, which has run: the whole page begins anew.
    if (!byId("gallery") && fresh.getElementById("gallery")) return location.reload();
    for (const part of fresh.querySelectorAll("header.top, nav, main > section:not(#gallery)")) {
      const old = part.id ? byId(part.id) : document.querySelector("nav");
      if (!old) byId("main").insertBefore(part, byId("gallery"));
      else if (old.innerHTML !== part.innerHTML) old.replaceWith(part);
    }
    stops();
  };
  // Curves of what trains. Who is in the section or has opened a table of it is not disturbed.
  const curves = async () => {
    const old = byId("training");
    if (!old || old.contains(document.activeElement) || old.querySelector("details[open]")) return;
    const answer = await fetch("training", { cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html")
      .getElementById("training");
    if (!fresh) return;
    fresh.querySelector(".number").textContent = old.querySelector(".number").textContent;
    old.replaceWith(fresh);
    stops();
  };
  const line = (stage) => {
    const units = stage.units === null ? "" : `${stage.units_done} of ${stage.units} units`;
    const progress = stage.progress;
    const done = progress ? `${progress.what} ${progress.done}` +
      (progress.total ? ` of ${progress.total}` : "") : "";
    return [stage.name, units, done].filter(text => text).join(", ");
  };
  const show = (text) => {
    const place = byId("live");
    if (place && place.textContent !== text) place.textContent = text;
  };
  const events = new EventSource(live);
  events.addEventListener("status", event => {
    const status = JSON.parse(event.data);
    const running = status.stages.filter(stage => stage.state === "running");
    show(status.state === "running" ? "Now: " + (running.map(line).join("; ") || "between stages")
      : `Not running: ${status.state.replace("_", " ")}`);
  });
  events.addEventListener("report", () => refresh().catch(() => {}));
  events.addEventListener("training", () => curves().catch(() => {}));
  events.addEventListener("error", () => show("The server does not answer; it is asked again."));
})();
