// Tables on A4, cut into sheets by us: rows are as high as what stands in them, so a sheet is filled by measure and not by
// count. Millimetres throughout; between the margins there are 180 across.

/** A letter of 9 points, a line of them, and the room around them in a cell. */
const LETTER = 3.2;
const LINE = 4.2;
const BESIDE = 2.4;
const ABOVE = 2.6;
/** No cell takes more: the rest is read in the program. */
const MOST_LINES = 18;

/** For a table with one line above it and one below: from below the heading down to the foot of the sheet. */
export const DOWN = 236;
/** The least a row takes where nothing is written in by hand, and the head. */
export const LEAST = 8;
export const HEAD = 10.5;

export interface PaperColumn {
  label: string;
  mm: number;
  /** Of numbers. */
  right?: boolean;
  /** Over it and its neighbours of the same. */
  group?: string;
}

/** One head in the upper of two rows: over several columns, or a column that is a head of its own. */
export interface TopHead {
  label: string;
  columns: number;
  mm: number;
  group: boolean;
}

/** The upper row of heads, where neighbours have one over them. */
export function topHeads(columns: readonly PaperColumn[]): TopHead[] {
  const heads: TopHead[] = [];
  columns.forEach(({ label, mm, group }, i) => {
    const last = heads.at(-1);
    if (group !== undefined && last && columns[i - 1]?.group === group) {
      last.columns += 1;
      last.mm += mm;
    } else heads.push({ label: group ?? label, columns: 1, mm, group: group !== undefined });
  });
  return heads;
}

/** One sheet of A4, as it is printed. */
export interface PaperSheet {
  title: string;
  /** What stands in the line above the table. */
  heads: readonly string[];
  rows: readonly (readonly string[])[];
  /** Beside the number of the sheet. */
  foot?: string;
  /** Right under the table. */
  note?: string;
}

export const columnsOf = (labels: readonly string[], widths: readonly number[]): PaperColumn[] => labels.map((label, i) => ({ label, mm: widths[i] ?? 0 }));

const lengthOf = (letter: string): number => (letter.charCodeAt(0) >= 0x100 ? 1 : /[(),.]/.test(letter) ? 0.4 : 0.6);

/** What a column takes that has these words on one line. */
export const widthOf = (words: string): number => [...words].reduce((sum, letter) => sum + lengthOf(letter), 0) * LETTER + BESIDE;

/** The lines a text takes in a column, and what of it fits where that is too many. */
export function fitted(words: string, mm: number): { lines: number; words: string } {
  // A hair more, so that what widthOf gives holds its words.
  const room = Math.max(1, (mm - BESIDE) / LETTER + 0.01);
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

const highOf = (cells: readonly { lines: number }[]): number => Math.max(...cells.map(({ lines }) => lines)) * LINE + ABOVE;

/** How high the heads are, in one row or two. */
function headHigh(columns: readonly PaperColumn[]): number {
  const high = (heads: readonly { label: string; mm: number }[]) => Math.max(HEAD, highOf(heads.map(({ label, mm }) => fitted(label, mm))));
  const below = columns.filter(({ group }) => group !== undefined);
  return below.length === 0 ? high(columns) : high(topHeads(columns)) + high(below);
}

/** Cuts rows to sheets, every row whole. `down` is what the rows and their head have, `least` what each takes. */
export function cutToSheets(rows: readonly (readonly string[])[], columns: readonly PaperColumn[], down = DOWN, least = LEAST): string[][][] {
  const cellsOf = (row: readonly string[]) => row.map((words, i) => fitted(words, columns[i]?.mm ?? 0));
  const room = down - headHigh(columns);
  const sheets: string[][][] = [];
  let left = 0;
  for (const row of rows) {
    const cells = cellsOf(row);
    const high = Math.max(least, highOf(cells));
    if (high > left) {
      sheets.push([]);
      left = room;
    }
    left -= high;
    sheets.at(-1)?.push(cells.map(({ words }) => words));
  }
  return sheets;
}
