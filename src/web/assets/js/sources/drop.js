// Files dropped on the sources' page, or chosen: each is sent with its progress shown, and then waits to be looked at.

import { refresh } from "../app.js";
import { ask } from "../send.js";
import { tell } from "../tell.js";

/** So many files are taken of folders that are dropped. */
const MOST = 500;

const zone = () => document.getElementById("drop");
let isSending = false;

// What is dragged over the page is taken anywhere on it.
let depth = 0;
const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
document.addEventListener("dragenter", (event) => {
  if (!holdsFiles(event)) return;
  depth += 1;
  zone()?.classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (!holdsFiles(event)) return;
  depth = Math.max(0, depth - 1);
  if (depth === 0) zone()?.classList.remove("over");
});
document.addEventListener("dragover", (event) => {
  if (holdsFiles(event)) event.preventDefault();
});
document.addEventListener("drop", async (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  depth = 0;
  zone()?.classList.remove("over");
  const transfer = /** @type {DataTransfer} */ (event.dataTransfer);
  // Entries have to be taken before anything is waited for.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry != null);
  take(entries.length > 0 ? await filesOf(entries) : [...transfer.files]);
});
document.addEventListener("change", (event) => {
  const chooser = event.target;
  if (!(chooser instanceof HTMLInputElement) || chooser.id !== "files") return;
  const files = [...(chooser.files ?? [])];
  chooser.value = "";
  take(files);
});

/** The files of what was dropped, folders gone through. @param {FileSystemEntry[]} entries @returns {Promise<File[]>} */
async function filesOf(entries) {
  /** @type {File[]} */
  const files = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry && files.length < MOST; entry = waiting.shift()) {
    if (entry.name.startsWith(".")) continue;
    if (entry.isFile) {
      files.push(await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject)));
      continue;
    }
    const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
    for (;;) {
      /** @type {FileSystemEntry[]} */
      const inside = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (inside.length === 0) break;
      waiting.push(...inside);
    }
  }
  return files;
}

/** Sends files, one after the other. @param {File[]} files */
async function take(files) {
  if (files.length === 0) return;
  if (isSending) {
    tell("Files are still being sent: wait until they are here.", { isError: true });
    return;
  }
  isSending = true;
  const list = /** @type {HTMLElement} */ (document.getElementById("uploads"));
  list.replaceChildren();
  const lines = files.map((file) => line(list, file.name));
  /** @type {{id: string}[]} */
  const taken = [];
  let refused = 0;
  for (const [index, file] of files.entries()) {
    try {
      const answer = await upload(file, lines[index].progress);
      lines[index].say("is here");
      taken.push(answer.more);
    } catch (error) {
      refused += 1;
      lines[index].fail(error instanceof Error ? error.message : String(error));
    }
  }
  isSending = false;
  if (taken.length === 1 && refused === 0) {
    location.assign(`${zone()?.dataset.then ?? "/incoming/"}${taken[0].id}`);
  } else if (taken.length > 0) {
    const kept = refused > 0 ? [...list.children].filter((item) => item.classList.contains("bad")) : [];
    await refresh();
    document.getElementById("uploads")?.replaceChildren(...kept);
    document.querySelector("#waiting button.main")?.scrollIntoView({ block: "center" });
  }
}

/** A line of the list for one file. @param {HTMLElement} list @param {string} name */
function line(list, name) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  const called = document.createElement("bdi");
  const state = document.createElement("span");
  const progress = document.createElement("progress");
  called.textContent = name;
  state.textContent = " waits";
  words.append(called, state);
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", name);
  item.append(words, progress);
  list.append(item);
  return {
    progress,
    say: (/** @type {string} */ sentence) => {
      state.textContent = ` ${sentence}`;
      progress.remove();
    },
    fail: (/** @type {string} */ sentence) => {
      state.textContent = sentence.startsWith(`${name}: `) ? sentence.slice(name.length) : `: ${sentence}`;
      item.classList.add("bad");
      progress.remove();
    },
  };
}

/** @param {File} file @param {HTMLProgressElement} progress @returns {Promise<{more: {id: string}}>} */
function upload(file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/uploads/${encodeURIComponent(file.name)}`);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      // Once all of it is there, it is read.
      if (event.lengthComputable && event.loaded < event.total) progress.value = event.loaded / event.total;
      else progress.removeAttribute("value");
    });
    request.addEventListener("load", () => {
      if (request.status === 200) resolve(request.response);
      else reject(new Error(request.response?.error ?? "it was not taken"));
    });
    request.addEventListener("error", () => reject(new Error("it did not arrive; the workbench may have stopped, or the file is too large")));
    request.send(file);
  });
}

// An import that failed has changed nothing, so nothing else would show it. And one that ended while this page was on its
// way is in the list of those that ended: then the page is shown anew, once.
const SEEN = "verbatim-import";
document.addEventListener("verbatim:ended", (event) => {
  sessionStorage.setItem(SEEN, String(/** @type {CustomEvent} */ (event).detail.number));
  if (!isSending && location.pathname === "/sources") refresh();
});
ask("/jobs").then((jobs) => {
  const last = jobs.find((/** @type {{state: string}} */ job) => job.state !== "running");
  if (!last || location.pathname !== "/sources" || sessionStorage.getItem(SEEN) === String(last.number)) return;
  sessionStorage.setItem(SEEN, String(last.number));
  refresh();
}).catch(() => undefined);
