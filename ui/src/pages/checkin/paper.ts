import { reactive } from "vue";
import type { PaperLine } from "@/generated/PaperLine";
import { headsOf, plainDigits } from "@/lib/heads";
import { text } from "@/text";

/** Who a row is: somebody registered, or a guest by name. Nothing until it was decided. */
export type Whose = { person: string; name: string; about: string } | { guest: string } | null;

export interface PaperRow {
  key: number;
  time: string;
  /** What stands in the name field. */
  words: string;
  whose: Whose;
  purpose: string;
  /** When they left, as written. */
  left: string;
  /** Of guests: which, and how many. */
  kind: string;
  heads: string;
  error: string;
  /** The field the error is about. */
  at: PaperField;
}

export type PaperField = "time" | "name" | "purpose" | "left" | "kind" | "heads";

export interface Paper {
  day: string;
  purpose: string;
  /** Record id of the event the sheet was laid out for; empty for none. */
  event: string;
  first: string;
  rows: PaperRow[];
}

let keys = 0;

export function newRow(): PaperRow {
  keys += 1;
  return { key: keys, time: "", words: "", whose: null, purpose: "", left: "", kind: text.checkin.heads.public, heads: "", error: "", at: "name" };
}

// What was typed outlives the page and a lock: whoever leaves a half sheet for the queue finds it as it was.
export const paper = reactive<Paper>({ day: "", purpose: "", event: "", first: "1", rows: [newRow()] });

export function clearRows(): void {
  paper.first = "1";
  paper.rows = [newRow()];
}

export const isEmpty = (row: PaperRow): boolean => row.time.trim() === "" && row.words.trim() === "";

/** The number printed beside the first row of the paper. */
export function firstNumber(typed: string): number {
  const digits = plainDigits(typed).trim();
  return /^[1-9]\d{0,3}$/.test(digits) ? Number(digits) : 1;
}

/** How many guests, and which: a number that is none is sent as such and refused with a sentence. */
function guestsOf(row: PaperRow): Pick<PaperLine, "kind" | "heads"> {
  const heads = row.heads.trim() === "" ? 1 : (headsOf(row.heads) ?? 0);
  return { kind: row.kind, ...(heads === 1 ? {} : { heads }) };
}

/** Says on each row what is missing before anything is sent; true when nothing is. */
export function complete(rows: readonly PaperRow[]): boolean {
  for (const row of rows) {
    row.at = "name";
    if (isEmpty(row)) row.error = "";
    else if (row.words.trim() === "") row.error = text.paper.nameMissing;
    else row.error = row.whose === null ? text.paper.unresolved : "";
  }
  return rows.every((row) => row.error === "");
}

export function lineOf(row: PaperRow, purpose: string): PaperLine {
  const chosen = row.purpose || purpose;
  return {
    time: row.time.trim(),
    ...(row.whose === null ? {} : "person" in row.whose ? { person: row.whose.person } : { name: row.whose.guest, ...guestsOf(row) }),
    ...(row.left.trim() ? { left: row.left.trim() } : {}),
    ...(chosen ? { purpose: chosen } : {}),
  };
}

const ABOUT: Record<string, PaperField> = { time: "time", required: "time", future: "time", too_old: "time", purpose: "purpose", left: "left", heads: "heads", not_in_list: "kind" };

/** Puts what was refused on the rows it is about; what is about no row is given back. */
export function placeOnRows(sent: readonly PaperRow[], fields: readonly { path: string; code: string; message: string }[]): string[] {
  const rest: string[] = [];
  for (const field of fields) {
    const at = /^lines\.(\d+)(?:\.|$)/.exec(field.path)?.[1];
    const row = at === undefined ? undefined : sent[Number(at)];
    // The row says itself which it is, by the number on the paper.
    if (row) {
      row.error = field.message;
      row.at = ABOUT[field.code] ?? "name";
    } else rest.push(field.message);
  }
  return rest;
}
