import { fitted } from "@/pages/ledger/ledgerPaper";

// As with the ledgers: rows are as high as what stands in them, so a sheet is filled by measure.
const HEAD = 10.5;
const LINE = 4.2;
const ABOVE = 2.6;

export interface Column {
  label: string;
  mm: number;
}

/** One sheet of A4, as it is printed. */
export interface Sheet {
  title: string;
  heads: string[];
  rows: string[][];
  foot: string;
}

/** Cuts rows to sheets, every row whole. `down` is what the rows and their head have, `least` what each takes. */
export function cutToSheets(rows: readonly (readonly string[])[], columns: readonly Column[], down: number, least: number): string[][][] {
  const sheets: string[][][] = [];
  let left = 0;
  for (const row of rows) {
    const cells = row.map((words, i) => fitted(words, columns[i]?.mm ?? 0));
    const high = Math.max(least, Math.max(...cells.map(({ lines }) => lines)) * LINE + ABOVE);
    if (high > left) {
      sheets.push([]);
      left = down - HEAD;
    }
    left -= high;
    sheets.at(-1)?.push(cells.map(({ words }) => words));
  }
  return sheets;
}

export const columnsOf = (labels: readonly string[], widths: readonly number[]): Column[] => labels.map((label, i) => ({ label, mm: widths[i] ?? 0 }));
