// EquiVeil: what a page gains from script. Every page works without it, except that an opened value then
// stays until the page is left or refreshed.
(() => {
  "use strict";

  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

  // htmx sends the token that forms carry in a hidden field.
  document.addEventListener("htmx:configRequest", (event) => {
    const header = meta("csrf-header");
    const token = meta("csrf-token");
    if (header && token) {
      event.detail.headers[header] = token;
    }
  });

  // "/" goes to the search box, unless somebody is typing.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  // An opened value closes by itself: data-closes-after holds the seconds, data-closed names the id of a <template>
  // with what stands there afterwards (its mask). Without one the value is removed.
  const close = (opened) => {
    const closed = opened.dataset.closed && document.getElementById(opened.dataset.closed);
    if (closed instanceof HTMLTemplateElement) {
      const mask = closed.content.cloneNode(true);
      const nodes = [...mask.children];
      opened.replaceWith(mask);
      nodes.forEach((node) => globalThis.htmx?.process(node));
    } else {
      opened.replaceChildren();
      opened.remove();
    }
  };

  const watch = (opened) => {
    const seconds = Number(opened.dataset.closesAfter);
    if (opened.dataset.watched || !(seconds > 0)) {
      return;
    }
    opened.dataset.watched = "yes";
    const end = performance.now() + seconds * 1000;
    const left = opened.querySelector("[data-seconds-left]");
    const tick = () => {
      const remaining = Math.ceil((end - performance.now()) / 1000);
      if (!opened.isConnected) {
        return;
      }
      if (remaining <= 0) {
        close(opened);
        return;
      }
      if (left) {
        left.textContent = String(remaining);
      }
      setTimeout(tick, 250);
    };
    tick();
  };

  const watchAll = (root) => {
    if (root.matches?.("[data-closes-after]")) {
      watch(root);
    }
    root.querySelectorAll?.("[data-closes-after]").forEach(watch);
  };

  // Closing at once: a button beside the value.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-close]");
    const opened = button?.closest("[data-closes-after]");
    if (opened) {
      event.preventDefault();
      close(opened);
    }
  });

  // A page that the browser kept in memory may still show what was opened: ask for it anew.
  globalThis.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
  globalThis.addEventListener("pagehide", () => {
    document.querySelectorAll("[data-closes-after]").forEach(close);
  });

  document.addEventListener("htmx:load", (event) => watchAll(event.detail.elt));
  document.addEventListener("DOMContentLoaded", () => {
    watchAll(document);
    // After a refused form the reader starts at the list of what is wrong.
    if (performance.getEntriesByType("navigation")[0]?.responseStatus !== 200) {
      document.querySelector("[data-errors]")?.focus();
    }
  });

  // A form is sent once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.once === undefined || event.defaultPrevented) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) {
      globalThis.print();
    }
  });
})();
