import type { CellDifference } from "@/generated/CellDifference";

/** The cells that differ under the titles of their forms, in their order. */
export function byForm(cells: readonly CellDifference[]): { id: string; title: string; cells: CellDifference[] }[] {
  const forms: { id: string; title: string; cells: CellDifference[] }[] = [];
  for (const cell of cells) {
    const form = forms.find(({ id }) => id === cell.form);
    if (form) form.cells.push(cell);
    else forms.push({ id: cell.form, title: cell.title, cells: [cell] });
  }
  return forms;
}
