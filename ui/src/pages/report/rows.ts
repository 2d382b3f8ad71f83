import type { RouteLocationRaw } from "vue-router";
import type { CellRow } from "@/generated/CellRow";
import { text } from "@/text";

/** How many, and whether they are people: 3 人, 3 条. */
export function countOf(rows: readonly CellRow[]): string {
  return rows.every((row) => row.person !== null) ? text.common.people(rows.length) : text.report.rows(rows.length);
}

/** Rows of a figure that are read at once. */
export const PAGE = 200;

/** A page of so many rows, the first one 0: which of them it shows, counted from 1, and which page is the last. One that is no more is the last. */
export function pageOf(page: number, total: number): { at: number; last: number; from: number; to: number } {
  const last = Math.max(0, Math.ceil(total / PAGE) - 1);
  const at = Math.min(page, last);
  return { at, last, from: at * PAGE + 1, to: Math.min((at + 1) * PAGE, total) };
}

/** The page of what a row is about, where it is no person and has one. */
export function placeOf(row: CellRow): RouteLocationRaw | null {
  if (row.type === "organization" || row.type === "event") return { name: row.type, params: { id: row.id } };
  if (row.type.startsWith("ledger.")) return { name: "services", params: { ledger: row.type.slice("ledger.".length) } };
  if (row.type === "team") return { name: "people", query: { team: row.id } };
  return null;
}
