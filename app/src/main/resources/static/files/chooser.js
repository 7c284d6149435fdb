// Choosing files with script. Photographs are looked at, turned, cropped, put in order and dropped before they are sent;
// what is changed or large is drawn anew and sent as a JPEG without anything that the camera noted. What the browser cannot
// draw (HEIC in most of them) and what is no photograph is sent as it is. Without script the browser's own choice is sent.
(() => {
  "use strict";

  // As large as what the server keeps; more would be sent for nothing.
  const LONGEST_SIDE = 3000;
  const LARGE_BYTES = 4e6;
  const PREVIEW_SIDE = 800;
  const SENT_AS_IT_IS = ["image/jpeg", "image/png"];
  const WHOLE = { x: 0, y: 0, w: 1, h: 1 };
  const LEAST = 0.05;

  const canSetFiles = () => {
    try {
      new DataTransfer().items.add(new File([""], "x"));
      return true;
    } catch {
      return false;
    }
  };

  const looksLikePicture = (file) => /^image\//.test(file.type) || /\.(jpe?g|png|hei[cf]|webp)$/i.test(file.name);

  const load = (file) => new Promise((resolve, reject) => {
    const address = URL.createObjectURL(file);
    const image = new Image();
    const over = (then) => () => {
      URL.revokeObjectURL(address);
      then(image);
    };
    image.onload = over(resolve);
    image.onerror = over(reject);
    image.src = address;
  });

  // Draws a source turned by quarters to the right, and of that the part that is cropped, at most so many pixels long.
  const drawn = (source, turns, crop, most, canvas = document.createElement("canvas")) => {
    const width = source.naturalWidth ?? source.width;
    const height = source.naturalHeight ?? source.height;
    const [across, down] = turns % 2 ? [height, width] : [width, height];
    const scale = Math.min(1, most / Math.max(across * crop.w, down * crop.h));
    canvas.width = Math.max(1, Math.round(across * crop.w * scale));
    canvas.height = Math.max(1, Math.round(down * crop.h * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = "high";
    pen.scale(scale, scale);
    pen.translate(across / 2 - across * crop.x, down / 2 - down * crop.y);
    pen.rotate(turns * Math.PI / 2);
    pen.drawImage(source, -width / 2, -height / 2);
    return canvas;
  };

  const asJpeg = (canvas) => new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("not drawn"))), "image/jpeg", 0.88));

  const begin = (chooser) => {
    const form = chooser.closest("form");
    const input = chooser.querySelector("input[type=file][name]");
    const find = (name) => chooser.querySelector(`[data-${name}]`);
    const words = chooser.dataset;
    const list = find("shots");
    const most = Number(words.most);
    const mostBytes = Number(words.megabytes) * 2 ** 20;
    let shots = [];

    const say = (text) => {
      find("say").textContent = text;
    };
    const complain = (text) => {
      find("wrong").textContent = text;
      find("wrong").hidden = !text;
    };
    const fill = (text, number, of) => text.replace("{0}", number).replace("{1}", of);

    const setFiles = (files) => {
      const transfer = new DataTransfer();
      files.forEach((file) => transfer.items.add(file));
      input.files = transfer.files;
    };

    // A shot: the file, a small copy to look at (none if the browser cannot draw it), turns and crop.
    const shotOf = async (file) => {
      const shot = { file, turns: 0, crop: WHOLE, small: null, side: 0, element: null };
      if (looksLikePicture(file)) {
        try {
          const image = await load(file);
          shot.side = Math.max(image.naturalWidth, image.naturalHeight);
          shot.small = drawn(image, 0, WHOLE, PREVIEW_SIDE);
        } catch {
          shot.small = null;
        }
      }
      return shot;
    };

    const isChanged = (shot) => shot.turns !== 0 || shot.crop !== WHOLE;

    const picture = (shot) => {
      const canvas = shot.element.querySelector("canvas");
      if (shot.small) {
        drawn(shot.small, shot.turns, shot.crop, PREVIEW_SIDE, canvas);
      }
    };

    const acts = {
      left: (shot) => turn(shot, 3),
      right: (shot) => turn(shot, 1),
      crop: (shot) => crop.open(shot),
      up: (shot) => move(shot, -1),
      down: (shot) => move(shot, 1),
      drop: (shot) => {
        const at = shots.indexOf(shot);
        shots = shots.filter((each) => each !== shot);
        show();
        say(fill(words.dropped, at + 1));
        (list.children[Math.min(at, shots.length - 1)]?.querySelector("[data-act=drop]") ?? input).focus();
      },
    };

    const turn = (shot, quarters) => {
      shot.turns = (shot.turns + quarters) % 4;
      for (let i = 0; i < quarters && shot.crop !== WHOLE; i += 1) {
        const { x, y, w, h } = shot.crop;
        shot.crop = { x: 1 - y - h, y: x, w: h, h: w };
      }
      picture(shot);
      say(fill(words.turned, shots.indexOf(shot) + 1));
    };

    const move = (shot, by) => {
      const from = shots.indexOf(shot);
      const to = from + by;
      if (to >= 0 && to < shots.length) {
        shots.splice(from, 1);
        shots.splice(to, 0, shot);
        show();
        say(fill(words.moved, from + 1, to + 1));
        const act = by < 0 ? "up" : "down";
        const other = by < 0 ? "down" : "up";
        const button = shot.element.querySelector(`[data-act=${act}]`);
        (button.disabled ? shot.element.querySelector(`[data-act=${other}]`) : button).focus();
      }
    };

    const elementOf = (shot) => {
      const element = find("shot").content.firstElementChild.cloneNode(true);
      element.addEventListener("click", (event) => acts[event.target.dataset?.act]?.(shot));
      if (!shot.small) {
        element.querySelector("canvas").remove();
        ["left", "right", "crop"].forEach((act) => element.querySelector(`[data-act=${act}]`).remove());
      }
      return element;
    };

    const show = () => {
      list.hidden = shots.length === 0;
      shots.forEach((shot, at) => {
        shot.element ??= elementOf(shot);
        const label = fill(words.page, at + 1);
        const name = shot.element.querySelector(".shot__name");
        const unseen = !shot.small && looksLikePicture(shot.file) ? ` ${words.unseen}` : "";
        name.textContent = shot.small ? label : `${label} ${shot.file.name}${unseen}`;
        shot.element.querySelector("canvas")?.setAttribute("aria-label", label);
        shot.element.querySelectorAll("button").forEach((button) => {
          button.setAttribute("aria-label", `${button.textContent} ${label}`);
        });
        shot.element.querySelector("[data-act=up]").disabled = at === 0;
        shot.element.querySelector("[data-act=down]").disabled = at === shots.length - 1;
        picture(shot);
      });
      list.replaceChildren(...shots.map((shot) => shot.element));
      setFiles(shots.map((shot) => shot.file));
      complain(wrong());
    };

    // What the server would say, before anything is sent.
    const wrong = () => {
      if (shots.length > 1 && shots.some((shot) => !looksLikePicture(shot.file))) {
        return words.mixed;
      }
      if (shots.length > most) {
        return words.tooMany;
      }
      const bytes = shots.filter((shot) => !shot.small).reduce((sum, shot) => sum + shot.file.size, 0);
      return bytes > mostBytes ? words.tooLarge : "";
    };

    const add = async (files) => {
      const isKnown = (file) => shots.some((shot) => shot.file.name === file.name && shot.file.size === file.size
        && shot.file.lastModified === file.lastModified);
      for (const file of [...files].filter((each) => !isKnown(each))) {
        shots.push(await shotOf(file));
      }
      show();
    };

    // ---------- cropping ----------

    const crop = (() => {
      const dialog = find("crop");
      const stage = find("stage");
      const frame = find("frame");
      const canvas = stage.querySelector("canvas");
      let shot = null;
      let area = WHOLE;
      let held = null;

      const put = () => {
        frame.style.left = `${area.x * 100}%`;
        frame.style.top = `${area.y * 100}%`;
        frame.style.width = `${area.w * 100}%`;
        frame.style.height = `${area.h * 100}%`;
      };

      const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

      // Moves one corner, or the whole frame, by shares of the picture.
      const shift = (what, from, dx, dy) => {
        if (what === "frame") {
          area = { ...from, x: clamp(from.x + dx, 0, 1 - from.w), y: clamp(from.y + dy, 0, 1 - from.h) };
        } else {
          const right = from.x + from.w;
          const bottom = from.y + from.h;
          const x = what.endsWith("w") ? clamp(from.x + dx, 0, right - LEAST) : from.x;
          const y = what.startsWith("n") ? clamp(from.y + dy, 0, bottom - LEAST) : from.y;
          const w = (what.endsWith("e") ? clamp(right + dx, from.x + LEAST, 1) : right) - x;
          const h = (what.startsWith("s") ? clamp(bottom + dy, from.y + LEAST, 1) : bottom) - y;
          area = { x, y, w, h };
        }
        put();
      };

      stage.addEventListener("pointerdown", (event) => {
        if (!frame.contains(event.target)) {
          return;
        }
        held = { what: event.target.dataset.corner ?? "frame", x: event.clientX, y: event.clientY, from: area };
        stage.setPointerCapture(event.pointerId);
        event.preventDefault();
        event.target.focus();
      });
      stage.addEventListener("pointermove", (event) => {
        if (held) {
          const box = canvas.getBoundingClientRect();
          shift(held.what, held.from, (event.clientX - held.x) / box.width, (event.clientY - held.y) / box.height);
        }
      });
      const release = () => {
        held = null;
      };
      stage.addEventListener("pointerup", release);
      stage.addEventListener("pointercancel", release);

      frame.addEventListener("keydown", (event) => {
        const step = event.shiftKey ? 0.05 : 0.01;
        const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
        if (by) {
          event.preventDefault();
          shift(event.target.dataset.corner ?? "frame", area, ...by);
        }
      });

      const close = () => {
        dialog.close();
        shot.element.querySelector("[data-act=crop]").focus();
      };
      const buttons = {
        keep: () => {
          const { x, y, w, h } = area;
          shot.crop = w > 0.995 && h > 0.995 ? WHOLE : { x, y, w, h };
          picture(shot);
          say(fill(words.cropped, shots.indexOf(shot) + 1));
          close();
        },
        whole: () => {
          area = WHOLE;
          put();
        },
        cancel: close,
      };
      dialog.addEventListener("click", (event) => buttons[event.target.dataset?.cropAct]?.());

      return {
        open: (which) => {
          shot = which;
          area = shot.crop;
          drawn(shot.small, shot.turns, WHOLE, PREVIEW_SIDE, canvas);
          dialog.showModal();
          put();
          frame.focus();
        },
      };
    })();

    // ---------- sending ----------

    const needsWork = (shot) => shot.small && (isChanged(shot) || shot.file.size > LARGE_BYTES
      || shot.side > LONGEST_SIDE || !SENT_AS_IT_IS.includes(shot.file.type));

    const ready = async (shot) => {
      if (!needsWork(shot)) {
        return shot.file;
      }
      const canvas = drawn(await load(shot.file), shot.turns, shot.crop, LONGEST_SIDE);
      const blob = await asJpeg(canvas);
      canvas.width = 0;
      return new File([blob], shot.file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
    };

    const prepare = async () => {
      const files = [];
      try {
        for (const shot of shots) {
          say(fill(words.preparing, files.length + 1, shots.length));
          files.push(await ready(shot));
        }
        return files;
      } catch {
        // What cannot be drawn anew is sent as it is: the server turns it upright and takes out what the camera noted.
        return shots.map((shot) => shot.file);
      }
    };

    let state = "choosing";
    form.addEventListener("submit", async (event) => {
      const fault = wrong();
      if (state === "ready" || (state === "choosing" && !fault && !shots.some(needsWork))) {
        say(words.sending);
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      complain(fault);
      if (fault || state === "preparing") {
        return;
      }
      state = "preparing";
      setFiles(await prepare());
      state = "ready";
      // Not before this event is over: a form does not start to be sent while it is being sent.
      const submitter = event.submitter ?? undefined;
      setTimeout(() => (form.requestSubmit ? form.requestSubmit(submitter) : form.submit()), 0);
    }, true);

    // Whoever comes back with the browser's own button finds what was chosen, not what was prepared of it.
    globalThis.addEventListener("pageshow", () => {
      state = "choosing";
      delete form.dataset.sent;
    });

    input.addEventListener("change", () => add(input.files));
    const camera = find("camera");
    const cameraInput = camera.querySelector("input");
    camera.hidden = !globalThis.matchMedia?.("(pointer: coarse)").matches;
    camera.querySelector("button").addEventListener("click", () => cameraInput.click());
    cameraInput.addEventListener("change", async () => {
      await add(cameraInput.files);
      cameraInput.value = "";
    });
  };

  if (canSetFiles() && typeof HTMLDialogElement === "function") {
    document.querySelectorAll("[data-chooser]").forEach(begin);
  }
})();
