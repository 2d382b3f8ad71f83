import type { YearValue } from "@/generated/YearValue";

/** A year of a figure, with the year before and how long its bar is, of 100. */
export interface SeriesYear extends YearValue {
  before: number | null;
  bar: number;
}

/** The years beside those before them; a figure below nought has no bar. */
export function toYears(values: readonly YearValue[]): SeriesYear[] {
  const most = Math.max(1, ...values.map(({ value }) => value));
  return values.map((year, at) => {
    return { ...year, before: values[at - 1]?.value ?? null, bar: Math.max(0, (year.value / most) * 100) };
  });
}
