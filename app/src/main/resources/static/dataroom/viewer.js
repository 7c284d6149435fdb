// The viewer with script: turns pages in place, by keys too, says every five seconds that it is still there, and
// goes blank at once when the answer is anything but "open". Without script every link works by itself.
(() => {
  "use strict";

  const viewer = document.querySelector("[data-viewer]");
  if (!viewer) {
    return;
  }
  const find = (name) => viewer.querySelector(`[data-${name}]`);
  const stage = find("stage");
  const say = find("say");
  const words = find("words").dataset;
  const base = viewer.dataset.base;
  const pages = Number(viewer.dataset.pages);
  const widths = viewer.dataset.widths.split(" ").map(Number);
  let page = Number(viewer.dataset.page);
  let width = Number(viewer.dataset.width);
  let shown = "";
  let ended = false;
  let failures = 0;
  let turning = 0;

  const drop = () => {
    if (shown) {
      URL.revokeObjectURL(shown);
      shown = "";
    }
  };

  const wordFor = (because) => words["t" + because.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase())];

  // Nothing of the document stays on the screen or in the page.
  const blank = (because) => {
    if (ended) {
      return;
    }
    ended = true;
    drop();
    const card = find("ended").content.cloneNode(true);
    card.querySelector("[data-because]").textContent = wordFor(because) ?? words.tSilent;
    stage.replaceChildren(card);
    viewer.querySelectorAll(".viewer__nav, .viewer__bar form, .viewer__keys").forEach((part) => {
      part.hidden = true;
    });
    say.textContent = "";
    stage.focus();
  };

  const fitting = () => {
    const wanted = Math.min(stage.clientWidth, 800) * Math.min(2, globalThis.devicePixelRatio || 1);
    return widths.find((each) => each >= wanted) ?? widths[widths.length - 1];
  };

  const off = (link, isOff) => {
    link.classList.toggle("is-off", isOff);
    link.setAttribute("aria-disabled", String(isOff));
  };

  const show = async (to) => {
    if (ended) {
      return;
    }
    const turn = ++turning;
    const wanted = Math.min(Math.max(to, 1), pages);
    let answer;
    try {
      answer = await fetch(`${base}/pages/${wanted}?width=${width || fitting()}`, { cache: "no-store", redirect: "error" });
    } catch {
      blank("SILENT");
      return;
    }
    if (turn !== turning || ended) {
      return;
    }
    if (answer.status === 422 || answer.status === 503) {
      say.textContent = words.tNotDrawn;
      return;
    }
    if (!answer.ok) {
      await ask();
      blank("SILENT");
      return;
    }
    const picture = await answer.blob();
    if (turn !== turning || ended) {
      return;
    }
    page = wanted;
    const image = new Image();
    const label = stage.dataset.label.replace("{p}", String(page));
    image.alt = label;
    image.draggable = false;
    image.className = width ? "viewer__page" : "viewer__page viewer__page--fit";
    if (width) {
      image.width = width;
    }
    const before = shown;
    shown = URL.createObjectURL(picture);
    image.src = shown;
    stage.replaceChildren(image);
    stage.setAttribute("aria-label", label);
    stage.scrollTop = 0;
    if (before) {
      URL.revokeObjectURL(before);
    }
    say.textContent = label;
    find("jump").querySelector("[name=page]").value = page;
    find("turn")?.querySelector("[name=page]")?.setAttribute("value", String(page));
    off(find("previous"), page <= 1);
    off(find("next"), page >= pages);
    off(find("narrower"), width === widths[0]);
    off(find("wider"), width === widths[widths.length - 1]);
  };

  const ask = async () => {
    try {
      const answer = await fetch(`${base}/state?page=${page}`, {
        cache: "no-store", redirect: "error", headers: { Accept: "application/json" },
      });
      const said = answer.ok ? await answer.json() : { state: "ENDED", because: "SILENT" };
      if (said.state !== "OPEN") {
        blank(said.because);
        return;
      }
      failures = 0;
    } catch {
      // One lost question may be the network; after two nobody knows whether it is still allowed.
      failures += 1;
      if (failures > 1) {
        blank("SILENT");
      }
    }
  };

  const zoom = (step) => {
    const at = widths.indexOf(width || 800) + step;
    if (at >= 0 && at < widths.length) {
      width = widths[at];
      show(page);
    }
  };

  const acts = {
    previous: () => page > 1 && show(page - 1),
    next: () => page < pages && show(page + 1),
    narrower: () => zoom(-1),
    wider: () => zoom(1),
    fit: () => {
      width = 0;
      show(page);
    },
  };
  Object.entries(acts).forEach(([name, act]) => find(name).addEventListener("click", (event) => {
    event.preventDefault();
    act();
  }));

  find("jump").addEventListener("submit", (event) => {
    event.preventDefault();
    show(Number(event.target.page.value) || page);
  });
  find("jump").addEventListener("change", (event) => show(Number(event.target.value) || page));

  // Turned for good, and for everybody; the page is then drawn anew.
  find("turn")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("by", event.submitter?.value ?? "1");
    try {
      await fetch(form.action, { method: "POST", body: fields, redirect: "manual", cache: "no-store" });
      await show(page);
    } catch {
      say.textContent = words.tNotDrawn;
    }
  });

  const keys = {
    ArrowLeft: acts.previous, ArrowUp: acts.previous, PageUp: acts.previous,
    ArrowRight: acts.next, ArrowDown: acts.next, PageDown: acts.next,
    Home: () => show(1), End: () => show(pages),
    "+": acts.wider, "=": acts.wider, "-": acts.narrower, 0: acts.fit,
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    const act = keys[event.key];
    // Up and down move within a page that is larger than its frame.
    const scrolls = (event.key === "ArrowUp" || event.key === "ArrowDown") && stage.scrollHeight > stage.clientHeight + 2;
    const sideways = (event.key === "ArrowLeft" || event.key === "ArrowRight") && stage.scrollWidth > stage.clientWidth + 2;
    if (!act || typing || ended || scrolls || sideways || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.preventDefault();
    act();
  });

  stage.addEventListener("contextmenu", (event) => event.preventDefault());
  setInterval(() => {
    if (!ended) {
      ask();
    }
  }, 5000);
  globalThis.addEventListener("pagehide", () => blank("CLOSED"));
  off(find("previous"), page <= 1);
  off(find("next"), page >= pages);
})();
