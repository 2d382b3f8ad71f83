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
export function cutSheets<T>(lines: readonly T[], most = ROWS, blank = BLANK): Sheet<T>[] {
  const count = Math.ceil((lines.length + blank) / most);
  return Array.from({ length: count }, (_, sheet) => ({
    first: sheet * most + 1,
    rows: Array.from({ length: most }, (_, row) => lines[sheet * most + row] ?? null),
  }));
}
