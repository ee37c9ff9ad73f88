// The sheet of keys (`?`), and the keys that work on every page. A page adds its own with `addKeys`.

/** @typedef {{keys: string, does: string}} Line */
/** @type {{title: string, lines: Line[]}[]} */
const sheets = [];

/** @param {string} title @param {Line[]} lines */
export function addKeys(title, lines) {
  sheets.unshift({ title, lines });
}

/** Whether keys are typed into something. @param {EventTarget | null} target */
export function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    && !(target instanceof HTMLInputElement && /^(checkbox|radio|button|range)$/.test(target.type));
}

export function showHelp() {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("help"));
  if (dialog.open) return;
  dialog.replaceChildren();
  const title = document.createElement("h2");
  title.id = "help-title";
  title.textContent = "Keys";
  dialog.append(title);
  const pages = [...document.querySelectorAll("nav.pages a[data-key]")].map((link) => {
    return { keys: `g ${link.getAttribute("data-key")}`, does: link.textContent ?? "" };
  });
  const always = [
    { keys: "?", does: "This sheet" },
    { keys: "Ctrl Z", does: "Take back the last step" },
    { keys: "Ctrl Shift Z", does: "Do it again" },
    { keys: "Ctrl K", does: "Find in the study" },
    { keys: "F8", does: "To what was said last in the corner" },
    { keys: "Esc", does: "Close what is open" },
  ];
  for (const sheet of [...sheets, { title: "Everywhere", lines: always }, { title: "Go to", lines: pages }]) {
    const heading = document.createElement("h3");
    heading.textContent = sheet.title;
    const list = document.createElement("dl");
    list.className = "keys";
    for (const line of sheet.lines) {
      const keys = document.createElement("dt");
      for (const key of line.keys.split(" ")) {
        const shown = document.createElement("kbd");
        shown.textContent = key;
        keys.append(shown, " ");
      }
      const does = document.createElement("dd");
      does.textContent = line.does;
      list.append(keys, does);
    }
    dialog.append(heading, list);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(close);
  dialog.showModal();
  dialog.scrollTop = 0;
}
