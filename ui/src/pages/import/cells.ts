import type { CellFlag } from "@/generated/CellFlag";
import type { ImportCell } from "@/generated/ImportCell";
import type { ImportColumn } from "@/generated/ImportColumn";
import type { ImportOptions } from "@/generated/ImportOptions";
import type { ImportRow } from "@/generated/ImportRow";
import { fixOf } from "./options";

const GRAVITY: readonly CellFlag[] = ["normal", "normalised", "doubtful", "damaged", "unreadable"];
const KEPT: ReadonlySet<string> = new Set(["keep_remark", "keep_own"]);

const graver = (a: CellFlag, b: CellFlag) => (GRAVITY.indexOf(a) >= GRAVITY.indexOf(b) ? a : b);
const joined = (parts: readonly (string | null)[], by: string) => [...new Set(parts.filter(Boolean))].join(by);

export const needsLook = (flag: CellFlag) => GRAVITY.indexOf(flag) >= GRAVITY.indexOf("doubtful");

/** One cell of the table as it is shown. */
export interface CellView {
  /** The facts read out of it: one as a rule, two for 单位 and 职务 in one cell. */
  facts: ImportCell[];
  flag: CellFlag;
  /** As understood; as written where the column is not taken. */
  value: string;
  written: string;
  note: string;
  /** A person put it right, or emptied it. */
  settled: boolean;
  ignored: boolean;
}

/** One written cell may give several facts: shown in its one column, under the gravest flag. */
export function cellView(row: ImportRow, column: ImportColumn, options: ImportOptions): CellView {
  const facts = row.cells.filter((cell) => cell.col === column.col);
  const ignored = column.field === null;
  const written = facts[0]?.written ?? "";
  const emptied = column.field !== null && fixOf(options, row.place, column.col, column.field)?.text === "";
  return {
    facts,
    flag: facts.map((cell) => cell.flag).reduce(graver, "normal"),
    value: ignored ? written : joined(facts.map((cell) => cell.understood), " · "),
    written,
    note: joined(facts.map((cell) => cell.note), "；"),
    settled: emptied || facts.some((cell) => cell.settled),
    ignored,
  };
}

/** Facts of a row that stand in no column: from the ID, the tab, a title above. */
export function looseFacts(row: ImportRow): ImportCell[] {
  return row.cells.filter((cell) => cell.col === null && cell.field !== "");
}

/** May the cell be typed anew: its column is taken for one of our fields. */
export function mayType(column: ImportColumn | undefined): column is ImportColumn & { field: string } {
  return column !== undefined && column.field !== null && !KEPT.has(column.field);
}
