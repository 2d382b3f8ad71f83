import type { ColumnInfo } from "@/generated/ColumnInfo";
import type { EntryRow } from "@/generated/EntryRow";
import type { LedgerInfo } from "@/generated/LedgerInfo";
import type { Named } from "@/generated/Named";
import { text } from "@/text";

/** What a line can be about, by the fields that name it. */
export const SUBJECTS = ["person", "organization", "team", "event"] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

/** A column of the list: the same on the screen and on paper. */
export interface Shown {
  id: string;
  label: string;
  part: "day" | "until" | "subject" | "fact" | "state";
  /** What a subject column names; several where a line names one of them. */
  subjects: readonly SubjectKind[];
  /** Kind of a fact. */
  kind: string;
  /** Letters of the longest word a choice has. */
  letters: number;
}

export const isNumber = (kind: string): boolean => ["number", "money", "hours", "score"].includes(kind);

/** What the program reckons from other lines: shown, never typed. */
const RECKONED: Record<string, readonly string[]> = { finest: ["reviews", "average"] };
export const isReckoned = (ledger: LedgerInfo, key: string): boolean => RECKONED[ledger.key]?.includes(key) ?? false;

const asked = (column: ColumnInfo) => column.list || column.sum;
const isSubject = (kind: string): kind is SubjectKind => (SUBJECTS as readonly string[]).includes(kind);

/** Whom or what a line is about, in the order of its ledger. */
export function subjectsOf(ledger: LedgerInfo): { kind: SubjectKind; label: string }[] {
  return ledger.subjects.flatMap(({ kind, label }) => (isSubject(kind) ? [{ kind, label }] : []));
}

export function columnsOf(ledger: LedgerInfo): Shown[] {
  const plain = { subjects: [], kind: "", letters: 0 };
  const subjects = subjectsOf(ledger);
  return [
    { ...plain, id: "day", label: ledger.day, part: "day" },
    ...(ledger.until ? [{ ...plain, id: "until", label: ledger.until, part: "until" as const }] : []),
    // Where a line is about one thing or another, a column for each would be mostly empty.
    ...(ledger.one_of
      ? [{ ...plain, id: "about", label: text.ledger.about, part: "subject" as const, subjects: subjects.map(({ kind }) => kind) }]
      : subjects.map(({ kind, label }) => ({ ...plain, id: kind, label, part: "subject" as const, subjects: [kind] }))),
    ...ledger.fields.filter(asked).map((column) => ({
      ...plain,
      id: `facts.${column.key}`,
      label: column.label,
      part: "fact" as const,
      kind: column.kind,
      letters: Math.max(0, ...column.of.map((word) => [...word].length)),
    })),
    ...(ledger.states.length > 0 ? [{ ...plain, id: "state", label: text.ledger.state, part: "state" as const }] : []),
  ];
}

export const keyOf = (column: Shown): string => column.id.slice("facts.".length);

/** Thousands apart, decimals as they are: `1200.50` → `1,200.50`. */
export function grouped(amount: string): string {
  const [whole = "", part] = amount.split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? apart : `${apart}.${part}`;
}

/** Those a column names. */
export function namedOf(entry: EntryRow, column: Shown): { kind: SubjectKind; named: Named }[] {
  return column.subjects.flatMap((kind) => {
    const named = entry[kind];
    return named ? [{ kind, named }] : [];
  });
}

/** What stands in a cell, in words. */
export function cellOf(entry: EntryRow, column: Shown): string {
  if (column.part === "subject") return namedOf(entry, column).map(({ named }) => named.name).join(" · ");
  if (column.part === "fact") {
    const value = entry.facts[keyOf(column)] ?? "";
    return column.kind === "money" ? grouped(value) : value;
  }
  return entry[column.part];
}

/** A sum below its column; nothing below the others. */
export function sumOf(sums: Readonly<Record<string, string | undefined>>, column: Shown): string {
  const sum = column.part === "fact" ? sums[keyOf(column)] : undefined;
  return sum === undefined ? "" : grouped(sum);
}

/** Whom a line is about. */
export const whoOf = (entry: EntryRow): string => SUBJECTS.flatMap((kind) => entry[kind]?.name ?? []).join(" · ");

/** A line in a few words: its day and whom it is about, else what stands in it first. */
export function titleOf(entry: EntryRow, ledger: LedgerInfo): string {
  const first = ledger.fields.find((field) => asked(field) && entry.facts[field.key]);
  return [entry.day, whoOf(entry) || (first && entry.facts[first.key])].filter(Boolean).join(" ");
}

/** What stands in the listed columns, one after the other. */
export function gistOf(entry: EntryRow, ledger: LedgerInfo): string {
  return columnsOf(ledger)
    .filter((column) => column.part === "fact")
    .map((column) => cellOf(entry, column))
    .filter((words) => words !== "")
    .join(" · ");
}

const WIDTHS: Record<string, number> = { day: 7.25, month: 6, time: 4.75, weekdays: 8, tick: 5.5, number: 5.5, money: 7, hours: 6, score: 6, choice: 7.5, lines: 10, text: 7 };
/** A letter of the head, in rem, and the room beside it. */
const LETTER = 0.95;
const BESIDE = 1.5;
/** A long word of a choice is broken. */
const MOST_CHOICE = 11;

/** Width in rem at the least, and whether the column takes what room is left. */
export function widthOf(column: Shown): { rem: number; grows: boolean } {
  const head = [...column.label].length * LETTER + BESIDE;
  const person = column.subjects.length === 1 && column.subjects[0] === "person";
  const own = { day: 7.25, until: 7.25, subject: person ? 6.5 : 10, state: 8.25, fact: Math.max(WIDTHS[column.kind] ?? 7, Math.min(column.letters + BESIDE, MOST_CHOICE)) }[column.part];
  const grows = (column.part === "subject" && !person) || column.kind === "lines" || column.kind === "text";
  return { rem: Math.max(own, head), grows };
}
