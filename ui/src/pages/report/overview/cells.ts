import type { RouteLocationRaw } from "vue-router";
import type { Annual } from "@/generated/Annual";
import type { Cell } from "@/generated/Cell";
import type { Form } from "@/generated/Form";

/** What a director asks first: name, form, cell. */
const FIRST = [
  ["visits", "centre_annual", "visits"],
  ["visitors", "centre_annual", "visitors"],
  ["registered", "centre_annual", "registered"],
  ["members", "branches", "total.members"],
  ["events", "centre_annual", "events"],
  ["eventHeads", "centre_annual", "event_heads"],
  ["volunteering", "volunteering", "total.times"],
  ["care", "centre_annual", "care_persons"],
  ["study", "centre_annual", "study_deliveries"],
  ["medals", "centre_annual", "medals"],
] as const;

export interface KeyFigure {
  name: (typeof FIRST)[number][0];
  form: string;
  cell: Cell;
}

export function formOf(annual: Annual, id: string): Form | undefined {
  return annual.forms.find((form) => form.id === id);
}

export function cellOf(form: Form | undefined, id: string): Cell | undefined {
  return form?.cells.find((cell) => cell.id === id);
}

/** The figures at the top; one whose form is not kept is left out. */
export function keyFigures(annual: Annual): KeyFigure[] {
  return FIRST.flatMap(([name, form, id]) => {
    const cell = cellOf(formOf(annual, form), id);
    return cell ? [{ name, form, cell }] : [];
  });
}

/** Where a figure stands in the return, opened. */
export function placeOf(year: number, form: string, cell: string): RouteLocationRaw {
  return { name: "report", query: { year, form, cell } };
}
