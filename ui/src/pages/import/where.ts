import { call } from "@/api";
import type { ImportRow } from "@/generated/ImportRow";
import type { RowPlace } from "@/generated/RowPlace";
import type { ShowRows } from "@/generated/ShowRows";

export type Shown = Omit<ShowRows, "offset" | "limit">;

const PAGE = 200;

/** The place of a row among the rows shown of one table, which stand by their numbers; null where it is not shown. */
export async function indexOf(shown: Shown, place: RowPlace): Promise<number | null> {
  const at = (offset: number) => call("import.rows", { ...shown, offset, limit: 1 });
  let low = 0;
  let high = (await at(0)).total - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = (await at(middle)).rows[0]?.place.row ?? 0;
    if (row === place.row) return middle;
    if (row < place.row) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

/** Every row shown, at most so many. */
export async function rowsOf(shown: Shown, most: number, from = 0): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  for (let offset = from; rows.length < most; offset += PAGE) {
    const page = await call("import.rows", { ...shown, offset, limit: Math.min(PAGE, most - rows.length) });
    rows.push(...page.rows);
    if (page.rows.length === 0 || offset + page.rows.length >= page.total) break;
  }
  return rows;
}
