import type { MedalRow } from "@/generated/MedalRow";
import type { SaveEntry } from "@/generated/SaveEntry";
import { columnsOf, cutToSheets, DOWN, type PaperSheet } from "@/lib/paperTable";
import { text } from "@/text";

const t = text.medals;

/** The medal was first given in this year. */
const FIRST_YEAR = 2021;
/** So far ahead lists are made for what is to be ordered. */
const AHEAD = 3;

export const LISTS = ["eligible", "undecided"] as const;
export type MedalListName = (typeof LISTS)[number];

export function yearsOf(today: string): number[] {
  const last = Number(today.slice(0, 4)) + AHEAD;
  return Array.from({ length: last - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);
}

/** The year the address says, else the one of today. */
export function yearOf(asked: unknown, today: string): number {
  const year = Number(asked);
  return yearsOf(today).includes(year) ? year : Number(today.slice(0, 4));
}

const isWhole = (date: string): boolean => date.length >= "1976-07-01".length;

/** Of whom it cannot be told: what would tell it. */
export function missingOf({ joined, full, rule }: Pick<MedalRow, "joined" | "full" | "rule">): string {
  const words = t.missing;
  const byFull = rule.includes("自转正") || rule.includes("按转正");
  const found: string[] = [];
  if (joined === "") found.push(words.noJoined);
  if (full !== "" && !isWhole(full) && (byFull || joined === "")) found.push(words.full(full));
  else if (joined !== "" && !isWhole(joined)) found.push(words.joined(joined));
  // Without a probation of a known length only the day of full membership tells.
  if (joined !== "" && full === "" && (byFull || isWhole(joined))) found.push(words.noFull);
  return found.join("；") || words.look;
}

export interface Opinion {
  opinion: string;
  reason: string;
  day: string;
  way: string;
}

export function medalLines(rows: readonly MedalRow[], year: number, { opinion, reason, day, way }: Opinion): SaveEntry[] {
  const written = Object.entries({ year: String(year), opinion, reason: reason.trim(), way }).filter(([, words]) => words !== "");
  return rows.map(({ person }) => ({ ledger: "medal", day, person, facts: Object.fromEntries(written) }));
}

/** 180 millimetres in all. */
export const COLUMNS = columnsOf(t.paperColumns, [9, 16, 9, 21.7, 21.7, 21.7, 24, 24.9, 15, 17]);
export const LEAST = 9;

export function medalSheets(rows: readonly MedalRow[], list: MedalListName, year: number, centre: string): PaperSheet[] {
  const cells = rows.map((row, i) => {
    const note = list === "undecided" ? missingOf(row) : row.notes.join("；");
    return [String(i + 1), row.name, row.sex, row.birth, row.joined, row.full, row.standing, row.branch, row.opinion, note];
  });
  const heads = [centre, t.paperOn(year), text.common.people(rows.length)];
  return cutToSheets(cells, COLUMNS, DOWN, LEAST).map((sheet) => ({ title: t.paperTitle[list](year), heads, rows: sheet }));
}
