import type { EntryPage } from "@/generated/EntryPage";
import type { LedgerInfo } from "@/generated/LedgerInfo";
import { text } from "@/text";
import { cellOf, columnsOf, isNumber, sumOf, type Shown } from "./columns";

// Rows of a ledger are as high as what stands in them, so a sheet is filled by measure and not by count.

/** Between the margins of A4. */
const ACROSS = 180;
/** For the table, from below the heading down to the foot of the sheet. */
const DOWN = 236;
const NUMBER = 10;
/** A letter of 9 points, a line of them, and the room around them in a cell. */
const LETTER = 3.2;
const LINE = 4.2;
const BESIDE = 2.4;
const ABOVE = 2.6;
const LEAST = 8;
const LEAST_HEAD = 10.5;
/** No cell takes more: the rest is read in the program. */
const MOST_LINES = 18;

export interface PaperColumn {
  label: string;
  mm: number;
  right: boolean;
}

const SHARES: Record<string, number> = { lines: 3, text: 2, choice: 1.6, day: 1.6, month: 1.3, money: 1.5, hours: 1.1, number: 1.1, time: 1, tick: 0.8 };
const shareOf = (column: Shown): number => {
  if (column.part === "fact") return SHARES[column.kind] ?? 2;
  const person = column.subjects.length === 1 && column.subjects[0] === "person";
  return { day: 1.7, until: 1.7, state: 1.3, subject: person ? 1.4 : 2.4 }[column.part];
};

export function paperColumns(ledger: LedgerInfo): PaperColumn[] {
  const shown = columnsOf(ledger);
  const all = shown.reduce((sum, column) => sum + shareOf(column), 0);
  const widths = shown.map((column) => ({ label: column.label, mm: ((ACROSS - NUMBER) * shareOf(column)) / all, right: isNumber(column.kind) }));
  return [{ label: text.ledger.number, mm: NUMBER, right: false }, ...widths];
}

const lengthOf = (letter: string): number => (letter.charCodeAt(0) < 0x100 ? 0.6 : 1);

/** The lines a text takes in a column, and what of it fits where that is too many. */
export function fitted(words: string, mm: number): { lines: number; words: string } {
  const room = Math.max(1, Math.floor((mm - BESIDE) / LETTER));
  let lines = 1;
  let taken = 0;
  const kept: string[] = [];
  for (const letter of words) {
    const length = lengthOf(letter);
    if (letter === "\n" || taken + length > room) {
      if (lines === MOST_LINES) return { lines, words: `${kept.slice(0, -1).join("")}…` };
      lines += 1;
      taken = 0;
    }
    if (letter !== "\n") taken += length;
    kept.push(letter);
  }
  return { lines, words };
}

/** Every line numbered, and the sums as the last row. */
function rowsOf(ledger: LedgerInfo, { rows, sums }: EntryPage): string[][] {
  const shown = columnsOf(ledger);
  const lines = rows.map((entry, i) => [String(i + 1), ...shown.map((column) => cellOf(entry, column))]);
  const last = shown.map((column) => sumOf(sums, column));
  return last.some((sum) => sum !== "") ? [...lines, ["", text.ledger.sum, ...last.slice(1)]] : lines;
}

/** Sheets of A4, each with its rows, every row whole. */
export function paperSheets(ledger: LedgerInfo, page: EntryPage): string[][][] {
  const columns = paperColumns(ledger);
  const cellsOf = (row: readonly string[]) => row.map((words, i) => fitted(words, columns[i]?.mm ?? 0));
  const highOf = (cells: readonly { lines: number }[]) => Math.max(...cells.map(({ lines }) => lines)) * LINE + ABOVE;
  const room = DOWN - Math.max(LEAST_HEAD, highOf(cellsOf(columns.map(({ label }) => label))));
  const sheets: string[][][] = [];
  let left = 0;
  for (const row of rowsOf(ledger, page)) {
    const cells = cellsOf(row);
    const high = Math.max(LEAST, highOf(cells));
    if (high > left) {
      sheets.push([]);
      left = room;
    }
    left -= high;
    sheets.at(-1)?.push(cells.map(({ words }) => words));
  }
  return sheets;
}
