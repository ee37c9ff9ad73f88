// Sends changes to the server. What cannot be sent, since the server has stopped, waits here until it is back; it is kept
// with the tab, so that a reload loses nothing.

import { tell } from "./tell.js";

const KEPT = "verbatim-unsent";

/** A sentence of the server about why something was not done. */
export class Refused extends Error {}

/** The server does not answer. */
export class Away extends Error {}

/** Asks for JSON. @param {string} path */
export async function ask(path) {
  return answer(await reach(path, { headers: { accept: "application/json" } }));
}

/**
 * Sends a change and gives the answer: `{said, to, more}`.
 * @param {string} path @param {unknown} [body] sent as JSON, or a form as it is
 */
export async function send(path, body = {}) {
  const isForm = body instanceof URLSearchParams;
  const headers = {
    accept: "application/json",
    "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json",
  };
  return answer(await reach(path, { method: "POST", headers, body: isForm ? body : JSON.stringify(body) }));
}

/**
 * Sends a change that may wait: if the server is away it is kept and sent when it is back. Gives the answer, or nothing if it waits.
 * @param {string} path @param {unknown} body
 */
export async function sendOrKeep(path, body) {
  if (kept().length === 0) {
    try {
      return await send(path, body);
    } catch (error) {
      if (!(error instanceof Away)) throw error;
    }
  }
  keep([...kept(), { path, body }]);
  return undefined;
}

/** How many changes wait. */
export function waiting() {
  return kept().length;
}

/** What waits for one address. @param {string} path @returns {any[]} */
export function waitingAt(path) {
  return kept().filter((change) => change.path === path).map((change) => change.body);
}

let isSending = false;

/** Sends what waits, in order; called when the server is back. */
export async function sendKept() {
  if (isSending) return;
  isSending = true;
  let count = 0;
  try {
    for (let next = kept()[0]; next; next = kept()[0]) {
      try {
        await send(next.path, next.body);
        count += 1;
      } catch (error) {
        if (error instanceof Away) return;
        const why = error instanceof Error ? error.message : "it cannot be sent";
        tell(`One change that waited was not taken: ${why}`, { isError: true });
      }
      keep(kept().slice(1));
    }
  } finally {
    isSending = false;
    if (count > 0) {
      tell(count === 1 ? "The change that waited is saved" : `The ${count} changes that waited are saved`);
      document.dispatchEvent(new CustomEvent("verbatim:sent"));
    }
  }
}

/** @returns {{path: string, body: unknown}[]} */
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {{path: string, body: unknown}[]} changes */
function keep(changes) {
  if (changes.length === 0) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, JSON.stringify(changes));
  document.dispatchEvent(new CustomEvent("verbatim:kept"));
}

/** @param {string} path @param {RequestInit} options */
async function reach(path, options) {
  try {
    return await fetch(path, { credentials: "same-origin", redirect: "error", ...options });
  } catch {
    document.dispatchEvent(new CustomEvent("verbatim:away"));
    throw new Away("the workbench does not answer: start `verbatim serve` again");
  }
}

/** @param {Response} response */
async function answer(response) {
  let body;
  try {
    body = await response.json();
  } catch {
    body = { error: "the answer cannot be read" };
  }
  if (response.status === 401) {
    // Another launch of the server: it lets this browser in once its new address was opened.
    document.dispatchEvent(new CustomEvent("verbatim:locked"));
    throw new Away(body.error);
  }
  if (!response.ok) throw new Refused(body.error ?? "that was not done");
  return body;
}
