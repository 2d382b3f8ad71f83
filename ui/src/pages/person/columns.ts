import type { LocationQuery } from "vue-router";
import type { FieldInfo } from "@/generated/FieldInfo";
import type { PersonRow } from "@/generated/PersonRow";
import { text } from "@/text";
import { fromAddress, inAddress } from "./own";

/** The columns nobody had to choose. */
export const USUAL: readonly string[] = ["name", "sex", "birth", "retirement_kind", "branch", "unit", "rank", "identity", "phones", "state"];
/** A page of paper holds no more, and the server allows no more. */
export const MOST_COLUMNS = 30;

/** Not a fact of the register but reckoned from one. */
export const AGE = "age";

/** The name is what a row is opened by: it stands first in every list. */
function tidied(keys: readonly string[]): string[] {
  return [...new Set(["name", ...keys.filter((key) => key !== "")])].slice(0, MOST_COLUMNS);
}

/** The columns as the address says them: `cols=name,birth,age`. */
export function columnsOf(query: LocationQuery): readonly string[] {
  return typeof query.cols === "string" ? tidied(query.cols.split(",").map(fromAddress)) : USUAL;
}

/** As it stands in the address; nothing for the usual ones. */
export function writtenColumns(columns: readonly string[]): string | undefined {
  const written = tidied(columns).map(inAddress).join(",");
  return written === USUAL.join(",") ? undefined : written;
}

export interface ColumnChoice {
  key: string;
  label: string;
}

/** What can be chosen, by the sections of the register; the age beside the birth it comes from. */
export function choicesOf(fields: readonly FieldInfo[], section: string): ColumnChoice[] {
  return fields
    .filter((field) => field.section === section && field.key !== "name")
    .flatMap((field) => [
      { key: field.key, label: field.label },
      ...(field.key === "birth" ? [{ key: AGE, label: text.person.columns.age }] : []),
    ]);
}

/** The head of a column: the short word of a usual one, else the word of the register. */
export function headOf(key: string, fields: readonly FieldInfo[]): string {
  const usual = text.person.columns[key as keyof typeof text.person.columns] as string | undefined;
  return usual ?? fields.find((field) => field.key === key)?.label ?? key;
}

/** Only what the register knows: an old address may name what is no more. */
export function known(columns: readonly string[], fields: readonly FieldInfo[]): string[] {
  return columns.filter((key) => key === AGE || fields.some((field) => field.key === key));
}

const WIDTHS: Record<string, number> = {
  name: 6.5, sex: 3.5, birth: 10, age: 4.5, ethnicity: 5.5, retirement_kind: 4.5, rank: 5.75, identity: 11.75, phones: 8.5, state: 5, card: 8.5, standing: 6, visits: 8, last_visit: 7.5, standing_correction: 9.5,
};
const BY_KIND: Record<string, number> = { date: 8, code: 7.5, identity: 11.75, phones: 9.5, flag: 6.5, number: 7.5 };
const ROOM = 8.5;

/** Width in rem, and whether the column takes what room is left. */
export function widthOf(key: string, fields: readonly FieldInfo[]): { rem: number; grows: boolean } {
  const kind = fields.find((field) => field.key === key)?.kind ?? "text";
  const fixed = WIDTHS[key] ?? BY_KIND[kind];
  return { rem: fixed ?? ROOM, grows: fixed === undefined };
}

/** What stands in a cell. */
export function cellOf(row: PersonRow, key: string): string {
  return row.cells[key] ?? (row[key as keyof PersonRow] as string | undefined) ?? "";
}
