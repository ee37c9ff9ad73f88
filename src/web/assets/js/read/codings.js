// What is laid on the text: as the server last told it, with what was done here since and is not saved yet on top. What is
// done shows at once; the server is told afterwards, one thing after the other.

import { Away, Refused, ask, sendOrKeep, waiting, waitingAt } from "../send.js";
import { tell } from "../tell.js";

/** @typedef {{id: string, name: string, definition?: string, useWhen?: string, notWhen?: string, colour?: string, key?: string, themes: string[], inUse: boolean, depth: number}} Code */
/** @typedef {{id: string, start: number, end: number, code: string, coder: string, status: string, rule: number | null, decidedBy: string | null, unsaved?: boolean}} Coding */
/** @typedef {{number: number, start: number, end: number, code: string | null, coder: string | null, title: string, author: string, content: string}} Memo */
/** @typedef {{do: string, code?: string, start?: number, end?: number, status?: string, coding?: {code: string, start: number, end: number, coder: string}}} Act */

/** What is done and not told to the server yet, or not told by it. @typedef {{act: Act, where: string, body: any, made?: Code, change: number | null, isKept: boolean}} Pending */

const RULES = "rules";
export const idOf = (/** @type {{start: number, end: number, code: string, coder: string}} */ coding) =>
  `${coding.start}:${coding.end}:${coding.code}:${coding.coder}`;

export class Codings extends EventTarget {
  /** @param {string} path @param {number} text @param {string} person */
  constructor(path, text, person) {
    super();
    this.path = path;
    this.text = text;
    this.person = person;
    this.change = -1;
    /** @type {Coding[]} */
    this.told = [];
    /** @type {Coding[]} */
    this.all = [];
    /** @type {Code[]} */
    this.codesTold = [];
    /** @type {Code[]} */
    this.codes = [];
    /** @type {Map<string, Code>} */
    this.codeOf = new Map();
    /** @type {{id: string, name: string}[]} */
    this.themes = [];
    /** @type {string[]} */
    this.coders = [];
    /** @type {Memo[]} */
    this.memos = [];
    /** @type {number[]} */
    this.disputed = [];
    /** Whether what other people coded, decided and noted is hidden: so that coders do not see each other's work. */
    this.isBlind = false;
    /** @type {Memo[]} */
    this.memosTold = [];
    /** @type {number[]} */
    this.disputedTold = [];
    /** @type {Pending[]} */
    this.pending = [
      ...waitingAt(`${path}/codings`).map((act) => ({ act, where: "codings", body: act, change: null, isKept: true })),
      ...waitingAt(`${path}/in-vivo`).map((body) => ({ ...madeOf(body), isKept: true })),
    ];
    this.queue = Promise.resolve();
    document.addEventListener("verbatim:change", () => this.load());
    document.addEventListener("verbatim:answered", () => this.load());
    document.addEventListener("verbatim:kept", () => {
      if (waiting() === 0 && this.pending.some((entry) => entry.isKept)) {
        this.pending = this.pending.filter((entry) => !entry.isKept);
        this.load();
      }
    });
  }

  /** What came with the page; what could not be sent before is sent again meanwhile, so the server is not asked. */
  begun() {
    const element = document.getElementById("told-codings");
    this.take(JSON.parse(element?.textContent ?? "null"));
    element?.remove();
  }

  /** Asks the server what there is. */
  async load() {
    if (this.loading) {
      this.loadAgain = true;
      return;
    }
    this.loading = true;
    try {
      do {
        this.loadAgain = false;
        const told = await ask(`${this.path}/codings`);
        if (told.text !== this.text) {
          location.reload();
          return;
        }
        this.take(told);
      } while (this.loadAgain);
    } catch (error) {
      if (!(error instanceof Away || error instanceof Refused)) throw error;
      if (error instanceof Refused) tell(error.message, { isError: true });
    } finally {
      this.loading = false;
    }
  }

  /** @param {any} told */
  take(told) {
    this.change = told.change;
    this.codesTold = told.codes;
    this.themes = told.themes;
    this.coders = told.coders;
    this.memosTold = told.memos;
    this.disputedTold = told.disputed;
    this.told = told.codings.map((/** @type {any[]} */ [start, end, code, coder, status, rule, decidedBy]) => {
      const coding = { id: "", start, end, code: told.codes[code].id, coder, status, rule, decidedBy };
      coding.id = idOf(coding);
      return coding;
    });
    this.pending = this.pending.filter((entry) => entry.change === null || entry.change > told.change);
    this.derive();
    this.dispatchEvent(new CustomEvent("told"));
    this.dispatchEvent(new CustomEvent("shown"));
  }

  /** What there is now, with what is not saved yet. */
  derive() {
    const made = this.pending.flatMap((entry) => entry.made ?? []);
    this.codes = [...this.codesTold, ...made];
    this.codeOf = new Map(this.codes.map((code) => [code.id, code]));
    const found = new Map(this.told.map((coding) => [coding.id, coding]));
    for (const { act } of this.pending) apply(found, act, this.person);
    const isMine = (/** @type {Coding} */ coding) => coding.coder === this.person || (coding.coder === RULES && (!coding.decidedBy || coding.decidedBy === this.person));
    const seen = [...found.values()].filter((coding) => !this.isBlind || isMine(coding));
    this.all = seen.sort((one, other) => one.start - other.start || one.end - other.end);
    this.memos = this.memosTold.filter((memo) => !this.isBlind || memo.author === this.person);
    // Where coders differ says what others did.
    this.disputed = this.isBlind ? [] : this.disputedTold;
  }

  /** Hides what other people did, or shows it again. @param {boolean} isBlind */
  hideOthers(isBlind) {
    if (this.isBlind === isBlind) return;
    this.isBlind = isBlind;
    this.derive();
    this.dispatchEvent(new CustomEvent("told"));
    this.dispatchEvent(new CustomEvent("shown"));
  }

  /** Those that touch a stretch, or a place. @param {number} from @param {number} to */
  touching(from, to) {
    return this.all.filter((coding) => coding.start < Math.max(to, from + 1) && from < coding.end);
  }

  /** Does something: it shows at once. @param {Act} act */
  act(act) {
    return this.begin({ act, where: "codings", body: { text: this.text, ...act }, change: null, isKept: false });
  }

  /** @param {Pending} entry */
  begin(entry) {
    this.pending.push(entry);
    this.derive();
    this.dispatchEvent(new CustomEvent("shown"));
    this.queue = this.queue.then(() => this.deliver(entry));
    return this.queue;
  }

  /** @param {Pending} entry */
  async deliver(entry) {
    try {
      const answer = await sendOrKeep(`${this.path}/${entry.where}`, entry.body);
      if (!answer) {
        entry.isKept = true;
        this.dispatchEvent(new CustomEvent("shown"));
        return;
      }
      entry.change = answer.more.change;
      if (answer.more.code) this.dispatchEvent(new CustomEvent("made", { detail: answer.more.code }));
      this.dispatchEvent(new CustomEvent("said", { detail: answer.said }));
    } catch (error) {
      // It was refused: what it showed is taken back.
      this.pending = this.pending.filter((other) => other !== entry);
      this.derive();
      this.dispatchEvent(new CustomEvent("shown"));
      if (!(error instanceof Refused)) throw error;
      tell(error.message, { isError: true });
      return;
    }
    this.load();
  }

  /** Makes a code of words, and lays it on them. @param {{start: number, end: number, name: string, definition: string, theme: string}} asked */
  inVivo(asked) {
    return this.begin(madeOf({ text: this.text, ...asked }));
  }

  /** @param {{start: number, end: number, content: string, coding?: Coding}} noted */
  async note({ start, end, content, coding }) {
    const meant = coding && { code: coding.code, start: coding.start, end: coding.end, coder: coding.coder };
    const answer = await sendOrKeep(`${this.path}/memos`, { text: this.text, start, end, content, coding: meant ?? null });
    if (answer) {
      tell(answer.said);
      await this.load();
    }
  }
}

/** A code that is not there yet, and the coding with it. @param {any} body @returns {Pending} */
function madeOf(body) {
  const { name, definition, theme, start, end } = body;
  const made = { id: `new ${name}`, name, definition, themes: theme ? [theme] : [], inUse: true, depth: 0 };
  return { act: { do: "code", code: made.id, start, end }, where: "in-vivo", body, made, change: null, isKept: false };
}

/** What the server is going to make of it. @param {Map<string, Coding>} found @param {Act} act @param {string} me */
function apply(found, act, me) {
  const lay = (/** @type {string} */ code, /** @type {number} */ start, /** @type {number} */ end, /** @type {string} */ coder, status = "accepted") => {
    const coding = { id: "", start, end, code, coder, status, rule: null, decidedBy: null, unsaved: true };
    coding.id = idOf(coding);
    if (found.get(coding.id)?.status !== status) found.set(coding.id, coding);
    const proposal = found.get(idOf({ start, end, code, coder: RULES }));
    if (proposal?.status === "proposed") decide(proposal, "accepted");
  };
  const decide = (/** @type {Coding} */ coding, /** @type {string} */ status) => {
    found.set(coding.id, { ...coding, status, decidedBy: me, unsaved: true });
  };
  const was = act.coding && found.get(idOf(act.coding));
  if (act.do === "code") lay(act.code ?? "", act.start ?? 0, act.end ?? 0, me);
  if (!was) return;
  if (act.do === "decide") decide(was, act.status ?? "proposed");
  if (act.do === "remove") {
    if (was.coder === RULES) decide(was, "rejected");
    else found.delete(was.id);
  }
  if (act.do === "move" || act.do === "recode") {
    const [code, start, end] = [act.do === "recode" ? (act.code ?? was.code) : was.code, act.start ?? was.start, act.end ?? was.end];
    if (was.coder === RULES) decide(was, "rejected");
    else found.delete(was.id);
    lay(code, start, end, was.coder === RULES ? me : was.coder, was.coder === RULES ? "accepted" : was.status);
  }
}

/** @param {Coding} coding */
export const meant = (coding) => ({ code: coding.code, start: coding.start, end: coding.end, coder: coding.coder });
