// Choosing files with script: photographs can be added one by one (telephones give one at a time), put in order and
// dropped again. Without script the browser's own choice is sent as it is.
(() => {
  "use strict";

  const form = document.querySelector("[data-upload]");
  const input = form?.querySelector("input[type=file]");
  const list = form?.querySelector("[data-chosen]");
  if (!input || !list) {
    return;
  }
  let chosen = [];

  const put = () => {
    const transfer = new DataTransfer();
    chosen.forEach((file) => transfer.items.add(file));
    input.files = transfer.files;
    list.hidden = chosen.length < 2;
    list.replaceChildren(...chosen.map(line));
  };

  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button--small";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };

  const move = (at, by) => () => {
    const to = at + by;
    if (to >= 0 && to < chosen.length) {
      [chosen[at], chosen[to]] = [chosen[to], chosen[at]];
      put();
    }
  };

  const line = (file, at) => {
    const item = document.createElement("li");
    item.append(
      file.name,
      button(list.dataset.up, move(at, -1)),
      button(list.dataset.down, move(at, 1)),
      button(list.dataset.drop, () => {
        chosen.splice(at, 1);
        put();
      }),
    );
    return item;
  };

  input.addEventListener("change", () => {
    const added = [...input.files].filter((file) => !chosen.some((known) =>
      known.name === file.name && known.size === file.size && known.lastModified === file.lastModified));
    chosen = [...chosen, ...added];
    put();
  });

  form.addEventListener("submit", () => {
    const sending = form.querySelector("[data-sending]");
    sending.hidden = false;
  });
})();
