// Hears from the server that something has changed. One tab listens and tells the others, since a browser opens few
// connections to one server. Fires `verbatim:change` {number} and `verbatim:job` {…} on the document.

import { sendKept, waiting } from "./send.js";

const channel = new BroadcastChannel("verbatim");
let wasAway = false;

channel.addEventListener("message", (event) => fire(event.data.name, event.data.data));

/** @param {string} name @param {unknown} data */
function fire(name, data) {
  if (name === "hello") {
    back();
    return;
  }
  document.dispatchEvent(new CustomEvent(`verbatim:${name}`, { detail: data }));
}

/** @param {string} name @param {unknown} data */
function hear(name, data) {
  channel.postMessage({ name, data });
  fire(name, data);
}

// Whoever holds the lock listens; when its tab is closed the next one does.
navigator.locks.request("verbatim-live", () => new Promise(listen));

function listen() {
  const stream = new EventSource("/live");
  for (const name of ["hello", "change", "job"]) {
    stream.addEventListener(name, (event) => hear(name, JSON.parse(event.data)));
  }
  stream.addEventListener("error", () => {
    hear("away", {});
    // A refusal closes the stream for good: it is tried again, for when this browser is let in.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

document.addEventListener("verbatim:away", () => away("The workbench has stopped."));
document.addEventListener("verbatim:locked", () => away("The workbench was started anew."));
document.addEventListener("verbatim:kept", () => {
  if (waiting() > 0) away("The workbench does not answer.");
});

document.addEventListener("verbatim:sent", () => {
  if (waiting() === 0) document.getElementById("away")?.remove();
});

/** @param {string} why */
function away(why) {
  wasAway = true;
  let box = document.getElementById("away");
  if (!box) {
    box = document.createElement("p");
    box.id = "away";
    box.className = "away";
    box.setAttribute("role", "alert");
    document.body.append(box);
  }
  const count = waiting();
  const kept = count === 0 ? "What you have typed stays here." : `${count === 1 ? "One change waits" : `${count} changes wait`} here.`;
  const words = `${why} ${kept} Start verbatim serve again and open the address it shows.`;
  if (box.textContent !== words) box.textContent = words;
}

function back() {
  document.getElementById("away")?.remove();
  if (waiting() > 0) sendKept();
  if (wasAway) document.dispatchEvent(new CustomEvent("verbatim:change", { detail: {} }));
  wasAway = false;
}
