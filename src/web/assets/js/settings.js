// How the pages look, kept by the browser and seen at once.

/** @param {EventTarget | null} field */
const keyOf = (field) => (field instanceof HTMLElement && field.dataset.look ? `verbatim-${field.dataset.look}` : "");

document.addEventListener("change", (event) => {
  const key = keyOf(event.target);
  if (!key) return;
  const value = /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;
  if (value) localStorage.setItem(key, value);
  else localStorage.removeItem(key);
  document.dispatchEvent(new CustomEvent("verbatim:looks"));
});

function show() {
  for (const field of document.querySelectorAll("[data-look]")) {
    const kept = localStorage.getItem(keyOf(field)) ?? "";
    if (field instanceof HTMLInputElement) field.checked = field.value === kept;
    else if (field instanceof HTMLSelectElement) field.value = kept;
  }
}
document.addEventListener("verbatim:shown", show);
show();
