import type { Annual } from "@/generated/Annual";
import type { Cell } from "@/generated/Cell";
import { cellOf, formOf } from "./cells";

export const AGES = "ages";
/** The band of those whose birth nobody knows. */
const UNKNOWN = "band10";

export interface Band {
  id: string;
  label: string;
  men: Cell;
  women: Cell;
}

export interface Ages {
  /** The youngest first. */
  bands: readonly Band[];
  unknown: Band | null;
  men: Cell;
  women: Cell;
  /** Everybody; those of no certain sex too. */
  all: Cell;
  /** Of no certain band, of no certain sex: on the return they are listed, never added. */
  noBand: number;
  noSex: number;
  most: number;
}

/** People by age and sex, as the return counts them; null where it has no such form. */
export function agesOf(annual: Annual): Ages | null {
  const form = formOf(annual, AGES);
  const men = cellOf(form, "total.men");
  const women = cellOf(form, "total.women");
  const all = cellOf(form, "total.total");
  if (!men || !women || !all) return null;
  const rows = (form?.layout?.rows ?? []).flatMap(({ id, label }) => {
    const [ofMen, ofWomen] = [cellOf(form, `${id}.men`), cellOf(form, `${id}.women`)];
    return id !== "total" && ofMen && ofWomen ? [{ id, label, men: ofMen, women: ofWomen }] : [];
  });
  const bands = rows.filter(({ id }) => id !== UNKNOWN);
  const banded = rows.reduce((sum, { id }) => sum + (cellOf(form, `${id}.total`)?.value ?? 0), 0);
  return {
    bands,
    unknown: rows.find(({ id }) => id === UNKNOWN) ?? null,
    men,
    women,
    all,
    noBand: Math.max(0, all.value - banded),
    noSex: Math.max(0, all.value - men.value - women.value),
    most: Math.max(1, ...bands.flatMap((band) => [band.men.value, band.women.value])),
  };
}
