import type { Talent } from "@/generated/Talent";
import { fitted } from "@/pages/ledger/ledgerPaper";
import { belongsOf, hoursOf, weekdaysShort } from "./facts";

// As with the ledgers: rows are as high as what stands in them, so a sheet is filled by measure.

/** Millimetres of each column, 180 in all. */
export const WIDTHS = [10, 16, 10, 12, 32, 26, 32, 19, 13, 10] as const;
const DOWN = 236;
const HEAD = 10.5;
const LINE = 4.2;
const ABOVE = 2.6;
const LEAST = 8;

const cellsOf = (talent: Talent, number: number): string[] => [
  String(number),
  talent.person.name,
  talent.person.sex,
  talent.person.age,
  belongsOf(talent),
  talent.category,
  talent.facts.speciality ?? "",
  weekdaysShort(talent).replace("周", ""),
  talent.state,
  talent.hours === "0" ? "" : hoursOf(talent),
];

/** Sheets of A4, each with its rows, every row whole. */
export function rosterSheets(rows: readonly Talent[]): string[][][] {
  const sheets: string[][][] = [];
  let left = 0;
  rows.forEach((talent, i) => {
    const cells = cellsOf(talent, i + 1).map((words, column) => fitted(words, WIDTHS[column] ?? 0));
    const high = Math.max(LEAST, Math.max(...cells.map(({ lines }) => lines)) * LINE + ABOVE);
    if (high > left) {
      sheets.push([]);
      left = DOWN - HEAD;
    }
    left -= high;
    sheets.at(-1)?.push(cells.map(({ words }) => words));
  });
  return sheets;
}
