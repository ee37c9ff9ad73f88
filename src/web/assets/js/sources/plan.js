// The form of a survey's plan: what does not go with a column's role is out of the way.

const OPEN = ["open", "single", "multiple", "scale", "rank", "number", "date", "consent", "attribute"];
const ATTRIBUTES = ["single", "scale", "number", "date", "consent", "rank", "attribute"];

function look() {
  for (const role of document.querySelectorAll("select[name^='role:']")) {
    if (!(role instanceof HTMLSelectElement)) continue;
    const row = role.closest("tr");
    const number = role.name.slice("role:".length);
    const wanted = row?.querySelector("input[name^='wanted:']");
    const isOut = wanted instanceof HTMLInputElement && !wanted.checked;
    const set = (/** @type {string} */ name, /** @type {boolean} */ isOf) => {
      const field = row?.querySelector(`input[name='${name}:${number}']`);
      if (field instanceof HTMLInputElement) field.readOnly = !isOf || isOut;
    };
    set("code", OPEN.includes(role.value));
    set("wording", OPEN.includes(role.value));
    set("attribute", ATTRIBUTES.includes(role.value));
    row?.classList.toggle("out", isOut || !(OPEN.includes(role.value) || role.value === "id"));
  }
}
document.addEventListener("change", look);
document.addEventListener("verbatim:shown", look);
look();
