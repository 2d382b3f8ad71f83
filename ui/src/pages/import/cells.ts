import type { CellFix } from "@/generated/CellFix";
import type { CellFlag } from "@/generated/CellFlag";
import type { ImportCell } from "@/generated/ImportCell";
import type { ImportColumn } from "@/generated/ImportColumn";
import type { ImportOptions } from "@/generated/ImportOptions";
import type { ImportRow } from "@/generated/ImportRow";
import type { RowPlace } from "@/generated/RowPlace";
import { placeKey } from "./options";

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
  /** For somebody registered, what stands there now and would change; null where nothing changes. */
  before: string | null;
  /** A person put it right, or emptied it. */
  settled: boolean;
  /** What a person typed for its facts. */
  fixes: readonly CellFix[];
  ignored: boolean;
}

const cellKey = (place: RowPlace, col: number | undefined) => `${placeKey(place)} ${col}`;

/** What a person typed, by cell: what was emptied or could not be read does not come back with the row. */
export type Fixes = ReadonlyMap<string, readonly CellFix[]>;
export function fixesIn(options: ImportOptions): Fixes {
  const found = new Map<string, CellFix[]>();
  for (const fix of options.cells ?? []) {
    const key = cellKey(fix.place, fix.col);
    found.set(key, [...(found.get(key) ?? []), fix]);
  }
  return found;
}

/** One written cell may give several facts: shown in its one column, under the gravest flag. */
export function cellView(row: ImportRow, column: ImportColumn, all: Fixes): CellView {
  const fixes = all.get(cellKey(row.place, column.col)) ?? [];
  const here = row.cells.filter((cell) => cell.col === column.col);
  // Where the cell is empty but the fact is known, from the ID or the tab, it stands in its column with its source.
  const facts = here.length > 0 || column.field === null ? here : looseFacts(row).filter((cell) => cell.field === column.field);
  const ignored = column.field === null;
  const first = facts[0];
  const written = first?.col === null ? (first.note ?? "") : (first?.written ?? "");
  return {
    facts,
    flag: facts.map((cell) => cell.flag).reduce(graver, "normal"),
    value: ignored ? written : joined(facts.map((cell) => cell.understood), " · "),
    written,
    before: row.changes.find((change) => facts.some((cell) => cell.field === change.field))?.before ?? null,
    note: joined(facts.map((cell) => cell.note), "；"),
    settled: facts.some((cell) => cell.settled) || fixes.some((fix) => fix.text === "" && fix.field === column.field),
    fixes,
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
