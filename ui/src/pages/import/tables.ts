import type { ImportColumn } from "@/generated/ImportColumn";
import type { ImportPlan } from "@/generated/ImportPlan";
import type { ImportSheet } from "@/generated/ImportSheet";
import { text } from "@/text";
import { dropColumn, takeColumn, type Recipe, type TableRef } from "./options";

/** Where a table stands, as decisions name it. */
export const refOf = (sheet: ImportSheet): TableRef => ({ file: sheet.file, sheet: sheet.name, table: sheet.table });

/** A table by name: with its workbook where there are several. */
export const titleOf = (plan: ImportPlan, sheet: ImportSheet): string =>
  plan.files.length > 1 ? text.import.ofFile(sheet.file, sheet.title) : sheet.title;

export const isRead = (sheet: ImportSheet): boolean => sheet.left_out === null && sheet.columns.length > 0;

const EDGES = 1.5;
/** About how wide words are, in rem: a Chinese character is one, anything narrower a little more than half. */
const width = (words: string) => [...words].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 1 : 0.56), 0);

/** How wide a column stands, whatever rows are in sight, so that nothing moves while they pass. */
export function widthOf(column: ImportColumn): number {
  const wanted = Math.max(width(column.label) + 1, Math.min(width(column.header) * 0.82 + 1.5, 8), ...column.samples.map(width));
  return Math.min(Math.max(wanted, 3.5), 13) + EDGES;
}

/** Those to look at first, each group in reading order. */
export function inOrder(columns: readonly ImportColumn[]): ImportColumn[] {
  return [...columns.filter((column) => column.doubtful), ...columns.filter((column) => !column.doubtful)];
}

const choiceOf = (sheet: ImportSheet, column: ImportColumn, field: string | null) => ({
  ...refOf(sheet),
  col: column.col,
  field,
});

export const taking = (sheet: ImportSheet, column: ImportColumn, field: string | null): Recipe =>
  takeColumn(choiceOf(sheet, column, field));

export const reverting = (sheet: ImportSheet, column: ImportColumn): Recipe => dropColumn(choiceOf(sheet, column, null));

/** Did somebody decide about the column in this import? */
export function isDecidedNow(plan: ImportPlan, sheet: ImportSheet, column: ImportColumn): boolean {
  const here = refOf(sheet);
  return (plan.options.columns ?? []).some(
    (choice) =>
      choice.file === here.file && choice.sheet === here.sheet && choice.table === here.table && choice.col === column.col,
  );
}

export const isHidden = (sheet: ImportSheet): boolean => sheet.hidden && sheet.left_out !== null;

/** Hidden rows and sheets that were not read. */
export function hiddenIn(plan: ImportPlan): number {
  return plan.sheets.reduce(
    (sum, sheet) => sum + (isHidden(sheet) ? 1 : 0) + sheet.skipped.filter((row) => row.hidden).length,
    0,
  );
}
