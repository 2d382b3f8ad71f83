/** Rows of one sheet of A4. */
export const ROWS = 28;
/** Lines always left for writing by hand, when the power is out or the queue is long. */
export const BLANK = 8;

export interface Sheet<T> {
  /** Number of its first row. */
  first: number;
  /** Its rows, blank ones null. */
  rows: (T | null)[];
}

/** Full sheets: the lines there are, oldest first, then blank ones to the end of the last sheet. */
export function cutSheets<T>(lines: readonly T[]): Sheet<T>[] {
  const count = Math.ceil((lines.length + BLANK) / ROWS);
  return Array.from({ length: count }, (_, sheet) => ({
    first: sheet * ROWS + 1,
    rows: Array.from({ length: ROWS }, (_, row) => lines[sheet * ROWS + row] ?? null),
  }));
}
