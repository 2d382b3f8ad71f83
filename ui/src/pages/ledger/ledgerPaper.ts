import type { EntryPage } from "@/generated/EntryPage";
import type { LedgerInfo } from "@/generated/LedgerInfo";
import { cutToSheets, type PaperColumn } from "@/lib/paperTable";
import { text } from "@/text";
import { cellOf, columnsOf, isNumber, sumOf, type Shown } from "./columns";

const ACROSS = 180;
const NUMBER = 10;

const SHARES: Record<string, number> = { lines: 3, text: 2, choice: 1.6, day: 1.6, month: 1.3, money: 1.5, hours: 1.1, score: 1.1, number: 1.1, time: 1, weekdays: 1.8, tick: 0.8 };
const shareOf = (column: Shown): number => {
  if (column.part === "fact") return SHARES[column.kind] ?? 2;
  const person = column.subjects.length === 1 && column.subjects[0] === "person";
  return { day: 1.7, until: 1.7, state: 1.3, subject: person ? 1.4 : 2.4 }[column.part];
};

export function paperColumns(ledger: LedgerInfo): PaperColumn[] {
  const shown = columnsOf(ledger);
  const all = shown.reduce((sum, column) => sum + shareOf(column), 0);
  const widths = shown.map((column) => ({ label: column.label, mm: ((ACROSS - NUMBER) * shareOf(column)) / all, right: isNumber(column.kind) }));
  return [{ label: text.ledger.number, mm: NUMBER }, ...widths];
}

/** Every line numbered, and the sums as the last row. */
function rowsOf(ledger: LedgerInfo, { rows, sums }: EntryPage): string[][] {
  const shown = columnsOf(ledger);
  const lines = rows.map((entry, i) => [String(i + 1), ...shown.map((column) => cellOf(entry, column))]);
  const last = shown.map((column) => sumOf(sums, column));
  return last.some((sum) => sum !== "") ? [...lines, ["", text.ledger.sum, ...last.slice(1)]] : lines;
}

/** Sheets of A4, each with its rows. */
export const paperSheets = (ledger: LedgerInfo, page: EntryPage): string[][][] => cutToSheets(rowsOf(ledger, page), paperColumns(ledger));
