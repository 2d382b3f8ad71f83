import type { CellFlag } from "@/generated/CellFlag";
import type { ImportCell } from "@/generated/ImportCell";

const GRAVITY: readonly CellFlag[] = ["normal", "normalised", "doubtful", "damaged", "unreadable"];

const graver = (a: CellFlag, b: CellFlag) => (GRAVITY.indexOf(a) >= GRAVITY.indexOf(b) ? a : b);
const joined = (parts: readonly (string | null)[], by: string) => [...new Set(parts.filter(Boolean))].join(by);

/** One written cell may give several facts (单位 and 职务): shown in its one column, under the gravest flag. */
export function cellOfColumn(cells: readonly ImportCell[], col: number): ImportCell | undefined {
  const here = cells.filter((cell) => cell.col === col);
  const first = here[0];
  if (!first) return undefined;
  return {
    ...first,
    written: first.written,
    understood: joined(here.map((cell) => cell.understood), " · "),
    flag: here.map((cell) => cell.flag).reduce(graver),
    note: joined(here.map((cell) => cell.note), "；") || null,
  };
}
