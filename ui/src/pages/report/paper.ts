import type { Cell } from "@/generated/Cell";
import type { Form } from "@/generated/Form";
import type { Layout } from "@/generated/Layout";
import { change, figure } from "@/lib/figures";
import { cutToSheets, DOWN, widthOf, type PaperColumn, type PaperSheet } from "@/lib/paperTable";
import { text } from "@/text";
import type { ReturnState } from "./freeze";
import { comparedOf, compares } from "./grid";

const t = text.report;
/** Millimetres between the margins, and the room that what stands under the table takes. */
const ACROSS = 180;
const UNDER = 18;
/** The least a column takes, and the names of the rows at least and at most. */
const LEAST_COLUMN = 8.5;
const LEAST_STUB = 18;
const MOST_STUB = 60;

export interface FormPaper {
  columns: PaperColumn[];
  sheets: PaperSheet[];
}

/** A form as it is printed: every figure, with the year before under it where that is wanted and known. Forms others sent have no `state`. */
export function formPaper(form: Form, { year, state, by, ...wanted }: { year: number; state: ReturnState | null; by: string; compared: boolean }): FormPaper {
  const compared = wanted.compared && compares(form);
  const { columns, rows } = form.layout ? gridRows(form.layout, form.cells, compared) : listRows(form.cells, year);
  const heads = [`${t.unit}${form.reporting_unit}`, t.asAt(form.as_at), ...(state === null ? [] : [state === "open" ? t.open : t.state[state]])];
  const foot = [t.foot.head, t.foot.checked, `${t.foot.by}${by}`, t.foot.phone, t.foot.date].join("\u3000\u3000");
  const note = notesOf(form, compared).join("\u3000");
  return { columns, sheets: cutToSheets(rows, columns, DOWN - UNDER).map((part) => ({ title: form.title, heads, rows: part, foot, note })) };
}

function notesOf(form: Form, compared: boolean): string[] {
  const undecided = form.cells.some((cell) => cell.undecided > 0);
  return [...(form.layout && compared ? [t.compared.paperLegend] : []), ...(undecided ? [t.undecidedNote] : []), t.source(form.source)];
}

function printedCell(cell: Cell | undefined, compared: boolean): string {
  if (!cell) return "";
  const now = `${cell.manual ? t.manualMark : ""}${figure(cell.value)}`;
  if (!compared) return now;
  const before = comparedOf(cell);
  return [now, t.compared.paperLast(before.last), before.change].filter(Boolean).join("\n");
}

function gridRows(layout: Layout, cells: readonly Cell[], compared: boolean) {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const rows = layout.rows.map((row, i) => [
    `${row.indent > 0 ? "\u3000" : ""}${row.label}`,
    String(i + 1),
    ...layout.columns.map((column) => printedCell(byId.get(`${row.id}.${column.id}`), compared)),
  ]);
  const widths = widthsOf(rows, layout.columns.length);
  const columns = [
    { label: layout.stub, mm: widths.stub },
    { label: t.number, mm: widths.number, right: true },
    ...layout.columns.map(({ label, group }, i) => ({ label, mm: widths.figures[i] ?? 0, right: true, ...(group === null ? {} : { group }) })),
  ];
  return { columns, rows };
}

/** Every figure on one line where there is room; what is left over goes to the names first, then to all columns of figures alike. */
function widthsOf(rows: readonly (readonly string[])[], columns: number): { stub: number; number: number; figures: number[] } {
  const widest = (column: number) => Math.max(LEAST_COLUMN, ...rows.flatMap((row) => (row[column] ?? "").split("\n").map(widthOf)));
  const number = LEAST_COLUMN;
  const least = Array.from({ length: columns }, (_, i) => widest(i + 2));
  const taken = least.reduce((sum, mm) => sum + mm, 0);
  const stub = Math.max(LEAST_STUB, Math.min(MOST_STUB, widest(0), ACROSS - number - taken));
  const left = ACROSS - number - stub;
  return { stub, number, figures: least.map((mm) => (taken > left ? (mm * left) / taken : mm + (left - taken) / columns)) };
}

const LIST_WIDTHS = [82, 16, 16, 22, 22, 22];

function listRows(cells: readonly Cell[], year: number) {
  const labels = [t.columns.item, t.columns.kind, t.columns.unit, String(year - 1), String(year), t.columns.change];
  const columns = labels.map((label, i) => ({ label, mm: LIST_WIDTHS[i] ?? 0, right: i > 2 }));
  const rows = cells.map((cell) => [
    `${cell.indent > 0 ? "\u3000" : ""}${cell.label}`,
    t.kinds[cell.kind],
    cell.unit,
    cell.last_year === null ? t.noneLastYear : figure(cell.last_year),
    printedCell(cell, false),
    change(cell.value, cell.last_year),
  ]);
  return { columns, rows };
}
