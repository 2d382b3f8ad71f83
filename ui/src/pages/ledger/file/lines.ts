import type { EntriesFile } from "@/generated/EntriesFile";
import type { EntryDraft } from "@/generated/EntryDraft";
import type { FieldError } from "@/generated/FieldError";
import type { LedgerInfo } from "@/generated/LedgerInfo";
import type { MaybeSame } from "@/generated/MaybeSame";
import type { SaveEntry } from "@/generated/SaveEntry";
import { text } from "@/text";
import { grouped, keyOf, subjectsOf, type Shown, type SubjectKind } from "../columns";
import { blankForm, requestOf, wrongOf, type EntryForm, type Who } from "../form";

/** A line of a workbook on its way into a ledger. */
export interface Line {
  draft: EntryDraft;
  /** As it would be written now. */
  entry: SaveEntry;
  person: Who;
  /** What is to be mended first; empty for nothing. */
  problem: string;
  /** It stands in the ledger already. */
  same: boolean;
  ticked: boolean;
  /** Somebody decided or wrote something here that would be lost. */
  touched: boolean;
}

export const STANDINGS = ["ready", "problem", "same"] as const;
export type Standing = (typeof STANDINGS)[number];
export type LineFilter = "all" | Standing;

export const standingOf = ({ problem, same }: Line): Standing => (problem !== "" ? "problem" : same ? "same" : "ready");
export const shownOf = (lines: readonly Line[], filter: LineFilter): Line[] => lines.filter((line) => filter === "all" || standingOf(line) === filter);

export function countsOf(lines: readonly Line[]): Record<LineFilter, number> {
  const counts = { all: lines.length, ready: 0, problem: 0, same: 0 };
  for (const line of lines) counts[standingOf(line)] += 1;
  return counts;
}

/** What is written when it is asked for. */
export const chosenOf = (lines: readonly Line[]): Line[] => lines.filter(({ ticked, problem }) => ticked && problem === "");

export function linesOf({ lines }: EntriesFile): Line[] {
  return lines.map((draft) => ({
    draft,
    entry: draft.entry,
    person: { words: draft.person, person: draft.entry.person ?? null, about: "" },
    problem: draft.problem,
    same: draft.same,
    ticked: draft.problem === "" && !draft.same,
    touched: false,
  }));
}

/** As a workbook says yes. */
const TICKED = ["是", "1", "true", "√", "有"];

/** A line in the form of its ledger, as it was written. */
export function formOfLine({ entry, person }: Line, ledger: LedgerInfo): EntryForm {
  const facts = ledger.fields.map(({ key, kind }) => {
    const value = entry.facts[key] ?? "";
    return [key, kind === "tick" && TICKED.includes(value.trim().toLowerCase()) ? text.common.yes : value];
  });
  return {
    ...blankForm(ledger, entry.day),
    until: entry.until ?? "",
    person: { ...person },
    organization: entry.organization ?? "",
    team: entry.team ?? "",
    event: entry.event ?? "",
    state: entry.state ?? ledger.states[0] ?? "",
    facts: Object.fromEntries(facts),
  };
}

/** What a form lacks or cannot say, by path. Numbers and times are the server's to read. */
export function wrongIn(form: EntryForm, ledger: LedgerInfo, today: string): Record<string, string> {
  const t = text.ledgerFile;
  const wrong: Record<string, string> = {};
  const named = (kind: SubjectKind) => (kind === "person" ? (form.person.person ?? "") : form[kind]);
  const subjects = subjectsOf(ledger);
  for (const { kind, label } of subjects) {
    const required = ledger.subjects.some((one) => one.kind === kind && one.required);
    if (required && named(kind) === "") wrong[kind] = t.lacksSubject(label);
  }
  const [first, ...others] = subjects.filter(({ kind }) => kind !== "event");
  if (ledger.one_of && first && [first, ...others].every(({ kind }) => named(kind) === "")) {
    wrong[first.kind] = t.lacksAll([first, ...others].map(({ label }) => label));
  }
  for (const { key, label, kind, of, open, required } of ledger.fields) {
    const value = (form.facts[key] ?? "").trim();
    if (value === "" && required) wrong[`facts.${key}`] = t.lacksFact(label);
    else if (value !== "" && kind === "choice" && !open && !of.includes(value)) wrong[`facts.${key}`] = t.notInList(label, value);
  }
  if (ledger.states.length > 0 && !ledger.states.includes(form.state)) wrong.state = t.notInList(text.ledger.state, form.state);
  return { ...wrong, ...wrongOf(form, ledger, today) };
}

/** A line as it was mended: what was said of it before no longer holds. */
export function mended(line: Line, form: EntryForm, ledger: LedgerInfo, today: string): Line {
  const [problem = ""] = Object.values(wrongIn(form, ledger, today));
  return { ...line, entry: requestOf(form, ledger, today), person: { ...form.person }, problem, same: false, ticked: problem === "", touched: true };
}

/** Where more than one thing is wrong, whom it is about is not the end of it. */
export const isManifold = ({ problem }: Line): boolean => problem.includes("；");

export const whoOf = ({ person, name, about }: MaybeSame): Who => ({ words: name, person, about: about.join(" · ") });

export function ticked(line: Line, on: boolean): Line {
  return { ...line, ticked: on && line.problem === "" };
}

/** What the server said of each of those that were sent; the others stay as they are. */
export function refused(lines: readonly Line[], sent: readonly Line[], fields: readonly FieldError[]): Line[] {
  const said = new Map<EntryDraft, string>();
  for (const { path, message } of fields) {
    const line = sent[Number(/^lines\.(\d+)/.exec(path)?.[1] ?? NaN)];
    if (line) said.set(line.draft, message);
  }
  return lines.map((line) => {
    const problem = said.get(line.draft);
    return problem === undefined ? line : { ...line, problem, ticked: false };
  });
}

/** They are written. */
export function written(lines: readonly Line[], sent: readonly Line[]): Line[] {
  const done = new Set(sent.map(({ draft }) => draft));
  return lines.map((line) => (done.has(line.draft) ? { ...line, same: true, ticked: false, touched: false } : line));
}

/** What stands in a cell, in words; `nameOf` knows the records by their ids. */
export function cellOf(line: Line, column: Shown, nameOf: (id: string) => string): string {
  const { entry, draft } = line;
  if (column.part === "subject") {
    const names = column.subjects.map((kind) => {
      if (kind === "person") return line.person.words;
      const id = entry[kind] ?? "";
      if (id !== "") return nameOf(id);
      // Not known, but written: it is shown for as long as nobody decided.
      return line.touched || kind === "event" ? "" : draft[kind];
    });
    return names.filter((name) => name !== "").join(" · ");
  }
  if (column.part === "fact") {
    const value = entry.facts[keyOf(column)] ?? "";
    return column.kind === "money" && /^\d+(\.\d+)?$/.test(value) ? grouped(value) : value;
  }
  return entry[column.part] ?? "";
}
