import type { InsideLine } from "@/generated/InsideLine";

/** Rows of one sheet of A4 in big type. */
export const ROLL_ROWS = 20;
/** Boxes that stand side by side in one row. */
export const BOXES = 8;

export interface RollRow {
  /** Its number on the list; a group goes on below under the same. */
  number: number;
  line: InsideLine;
  /** Boxes to tick in this row, one for each head. */
  boxes: number;
  /** Goes on from the row above. */
  more: boolean;
}

/** A box for each head: who came as a group of thirty is counted one by one too. */
export function rollRows(lines: readonly InsideLine[]): RollRow[] {
  return lines.flatMap((line, i) => {
    const rows = Math.max(1, Math.ceil(line.heads / BOXES));
    return Array.from({ length: rows }, (_, row) => ({
      number: i + 1,
      line,
      boxes: Math.min(BOXES, line.heads - row * BOXES),
      more: row > 0,
    }));
  });
}

export function cutRoll(lines: readonly InsideLine[]): RollRow[][] {
  const rows = rollRows(lines);
  return Array.from({ length: Math.ceil(rows.length / ROLL_ROWS) }, (_, sheet) =>
    rows.slice(sheet * ROLL_ROWS, (sheet + 1) * ROLL_ROWS),
  );
}
