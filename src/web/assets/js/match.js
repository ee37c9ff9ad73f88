// Which codes somebody may mean who has typed a few letters: the same order as in the terminal (`codebook/picker.rs`).

/** What is asked of a code. @typedef {{id: string, name: string, definition?: string, key?: string, themes: string[], inUse: boolean}} Like */

const fold = (/** @type {string} */ words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {string} name @param {string} term */
function worthIn(name, term) {
  if (name === term) return 100;
  if (name.startsWith(term)) return 80;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(term))) return 60;
  if (name.includes(term)) return 40;
  return isScattered(name, term) ? 20 : 0;
}

/** @param {string} name @param {string} term */
function isScattered(name, term) {
  for (let at = 0; at < name.length; at += 1) {
    if (name[at] !== term[0] || (at > 0 && /[\p{L}\p{N}]/u.test(name[at - 1]))) continue;
    let from = at;
    if ([...term].every((letter) => (from = name.indexOf(letter, from) + 1) > 0)) return true;
  }
  return false;
}

/** @template {Like} Code @param {Code[]} codes @param {string} typed @param {Map<string, string>} themeNames @returns {Code[]} */
export function codesLike(codes, typed, themeNames) {
  const terms = fold(typed).split(/\s+/).filter((term) => term !== "");
  const inUse = codes.filter((code) => code.inUse);
  if (terms.length === 0) return inUse;
  const found = [];
  // A single letter that is a code's key means that code first.
  const byKey = (/** @type {Code} */ code) => (code.key !== undefined && code.key === typed ? 200 : 0);
  for (const code of inUse) {
    const [id, name, definition] = [fold(code.id), fold(code.name), fold(code.definition ?? "")];
    const themes = fold(code.themes.map((theme) => `${theme} ${themeNames.get(theme) ?? ""}`).join("\n"));
    let worth = byKey(code);
    for (const term of terms) {
      const inDefinition = definition.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(term)) ? 10 : 0;
      const best = Math.max(worthIn(id, term), worthIn(name, term), themes.includes(term) ? 25 : 0, inDefinition);
      if (best === 0 && worth < 200) {
        worth = -1;
        break;
      }
      worth += best;
    }
    if (worth >= 0) found.push({ code, worth });
  }
  return found.sort((one, other) => other.worth - one.worth).map(({ code }) => code);
}
