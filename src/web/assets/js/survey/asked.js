// What is asked of the survey, as the page's address says it; the controls follow the address, and the address them.

const CONTROLS = ["state", "code", "q", "same", "sort"];

/** What the address asks, without what is empty. */
export function asked() {
  const address = new URLSearchParams(location.search);
  for (const [name, value] of [...address]) if (value === "" && !name.includes(".")) address.delete(name);
  return address;
}

/** Pairs of the address that filter by values: `attribute.sector` → its values. */
export function valuesAsked() {
  /** @type {Map<string, string[]>} */
  const chosen = new Map();
  for (const [name, value] of asked()) {
    if (!name.includes(".")) continue;
    chosen.set(name, [...(chosen.get(name) ?? []), value]);
  }
  return chosen;
}

/** Changes the address without leaving the page. @param {(address: URLSearchParams) => void} change */
export function ask(change) {
  const address = asked();
  change(address);
  address.delete("respondent");
  const query = address.toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  document.dispatchEvent(new CustomEvent("survey:asked"));
}

/** Sets the controls to what the address asks, and follows them from then on. */
export function follow() {
  const address = asked();
  for (const id of CONTROLS) {
    const control = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (document.getElementById(id));
    if (!control) continue;
    control.value = address.get(id) ?? "";
    control.addEventListener("change", () => ask((address) => set(address, id, control.value)));
  }
  const q = document.getElementById("q");
  q?.addEventListener("search", () => ask((address) => set(address, "q", /** @type {HTMLInputElement} */ (q).value)));
  const descending = document.getElementById("descending");
  descending?.setAttribute("aria-pressed", String(address.has("descending")));
  descending?.addEventListener("click", () => {
    const isPressed = descending.getAttribute("aria-pressed") === "true";
    descending.setAttribute("aria-pressed", String(!isPressed));
    ask((address) => set(address, "descending", isPressed ? "" : "1"));
  });
  document.getElementById("asked")?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
}

/** @param {URLSearchParams} address @param {string} name @param {string} value */
function set(address, name, value) {
  if (value) address.set(name, value);
  else address.delete(name);
}
