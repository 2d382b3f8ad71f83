import type { SaveEntry } from "@/generated/SaveEntry";
import type { VisitDue } from "@/generated/VisitDue";
import type { VisitsDue } from "@/generated/VisitsDue";
import type { CommandError } from "@/platform/error";
import { text } from "@/text";
import type { Listed } from "./picked";

/** A column of words of a ledger takes no more letters. */
const MOST_LETTERS = 60;

export interface Wanted {
  reason?: string;
  /** Those on a plan too. */
  planned: boolean;
  words?: string;
}

const within = (rows: readonly VisitDue[], planned: boolean): VisitDue[] => rows.filter((row) => planned || row.planned === "");

export function wantedOf(rows: readonly VisitDue[], { reason, planned, words = "" }: Wanted): VisitDue[] {
  const asked = words.trim().toLowerCase();
  return within(rows, planned).filter(
    (row) => (reason === undefined || row.reasons.includes(reason)) && (asked === "" || row.name.toLowerCase().includes(asked) || row.branch.toLowerCase().includes(asked)),
  );
}

/** How many stand on the list for each reason; a reason nobody has is not offered unless it is the one asked for. */
export function chipsOf({ counts, rows }: VisitsDue, { reason, planned }: Wanted): { reason: string | undefined; label: string; people: number }[] {
  const these = within(rows, planned);
  const each = counts.map(({ reason: key, label }) => ({ reason: key, label, people: these.filter((row) => row.reasons.includes(key)).length }));
  return [{ reason: undefined, label: text.visits.all, people: these.length }, ...each.filter((one) => one.people > 0 || one.reason === reason)];
}

/** What a round begun today is usually called: after the festival that is on, else after the month. */
export function usualRound(festival: string | null, today: string): string {
  const t = text.visits;
  const name = festival?.split("（")[0];
  // A round that goes over the turn of the year is called by the year it ends in.
  const year = festival?.match(/\d{4}(?=-)/g)?.at(-1);
  return name && year ? t.festivalRound(year, name) : t.roundOf(today.slice(0, 4), Number(today.slice(5, 7)));
}

/** What fits into a column of words. */
export function cut(words: string, most = MOST_LETTERS): string {
  const letters = [...words];
  return letters.length <= most ? words : `${letters.slice(0, most - 1).join("")}…`;
}

export interface Plan {
  day: string;
  round: string;
  staff: string;
}

/** Those somebody left behind are visited as such. */
const BEREAVED = "bereaved";

export function planLines(rows: readonly VisitDue[], { day, round, staff }: Plan): SaveEntry[] {
  return rows.map((row) => {
    const facts = { ...(row.reasons.includes(BEREAVED) ? { type: "遗属慰问" } : {}), round: round.trim(), staff: staff.trim(), reason: cut(row.text) };
    return { ledger: "care_plan", day, person: row.person, facts: Object.fromEntries(Object.entries(facts).filter(([, words]) => words !== "")) };
  });
}

const MOST_REFUSED = 8;

/** Whom each refused line is about, and why it is refused; beyond a few their number. */
export function refusedOf(error: CommandError | null, rows: readonly (Listed & { name: string })[]): { lines: { name: string; why: string }[]; more: number } {
  const lines = (error?.fields ?? []).flatMap(({ path, message }) => {
    const row = rows[Number(/^lines\.(\d+)$/.exec(path)?.[1] ?? NaN)];
    return row ? [{ name: row.name, why: message }] : [];
  });
  return { lines: lines.slice(0, MOST_REFUSED), more: Math.max(0, lines.length - MOST_REFUSED) };
}

const MOST_NAMES = 12;

/** The names of many, the first of them written out. */
export function namesOf(rows: readonly { name: string }[]): string {
  return text.care.names(rows.slice(0, MOST_NAMES).map(({ name }) => name), Math.max(0, rows.length - MOST_NAMES));
}
