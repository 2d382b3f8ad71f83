import type { Cell } from "@/generated/Cell";
import type { Form } from "@/generated/Form";
import type { Layout } from "@/generated/Layout";
import type { LayoutColumn } from "@/generated/LayoutColumn";
import { change, figure } from "@/lib/figures";
import { text } from "@/text";

/** One head in the upper row: over several columns, or a column that is a head of its own. */
export interface TopHead {
  key: string;
  label: string;
  columns: number;
  group: boolean;
}

/** The head in one or two rows: neighbours of one group stand under one head. */
export function headOf(columns: readonly LayoutColumn[]): { top: TopHead[]; below: LayoutColumn[] } {
  const top: TopHead[] = [];
  let open: string | null = null;
  for (const column of columns) {
    const last = top.at(-1);
    if (column.group !== null && column.group === open && last) last.columns += 1;
    else top.push({ key: column.id, label: column.group ?? column.label, columns: 1, group: column.group !== null });
    open = column.group;
  }
  return { top, below: columns.filter((column) => column.group !== null) };
}

/** A table that wants the whole width of the page. */
export const isWide = (layout: Layout | null): boolean => (layout?.columns.length ?? 0) > 8;

/** The place an arrow key leads to among the cells of a table; null where it leads nowhere. */
export function placeAfter(key: string, at: number, columns: number, count: number): number | null {
  const column = at % columns;
  switch (key) {
    case "ArrowUp":
      return at >= columns ? at - columns : null;
    case "ArrowDown":
      return at + columns < count ? at + columns : null;
    case "ArrowLeft":
      return column > 0 ? at - 1 : null;
    case "ArrowRight":
      return column < columns - 1 && at + 1 < count ? at + 1 : null;
    case "Home":
      return at - column;
    case "End":
      return Math.min(at - column + columns - 1, count - 1);
    default:
      return null;
  }
}

/** Walks from the cell that has the keys to the next. */
export function walk(event: KeyboardEvent, columns: number): void {
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.currentTarget instanceof HTMLElement)) return;
  const all = [...(event.currentTarget.closest("table")?.querySelectorAll<HTMLElement>("[data-cell]") ?? [])];
  const next = placeAfter(event.key, all.indexOf(event.currentTarget), columns, all.length);
  if (next === null) return;
  event.preventDefault();
  all[next]?.focus();
}

/** A figure beside that of the year before: what it was, and by how much it went up or down. */
export interface Compared {
  last: string;
  change: string;
  direction: "up" | "down" | "";
  /** The change as it is said. */
  words: string;
}

/** There is a year before to compare with. */
export const compares = (form: Form): boolean => form.cells.some((cell) => cell.last_year !== null);

export function comparedOf({ value, last_year: last }: Cell): Compared {
  const t = text.report.compared;
  if (last === null) return { last: text.report.noneLastYear, change: "", direction: "", words: "" };
  const by = figure(Math.abs(value - last));
  if (value === last) return { last: figure(last), change: "", direction: "", words: t.same };
  if (value > last) return { last: figure(last), change: `▲${change(value, last)}`, direction: "up", words: t.up(by) };
  return { last: figure(last), change: `▼${change(value, last)}`, direction: "down", words: t.down(by) };
}

/** Everything a sighted clerk sees in and on a cell, in words. */
export function cellWords(cell: Cell, marked: boolean, compared = false): string {
  const t = text.report;
  const words = [
    `${cell.label} ${figure(cell.value)} ${cell.unit}`,
    cell.last_year === null ? "" : t.lastYear(figure(cell.last_year)),
    compared ? comparedOf(cell).words : "",
    cell.undecided > 0 ? t.told.undecided(cell.undecided) : "",
    cell.manual ? t.told.manual : "",
    marked ? t.told.marked : "",
  ];
  return words.filter(Boolean).join("，");
}
