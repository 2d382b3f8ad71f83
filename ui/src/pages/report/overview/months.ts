import type { RouteLocationRaw } from "vue-router";
import type { Months } from "@/generated/Months";
import { text } from "@/text";

/** Parts of one column that can still be told apart. */
const MOST_LAYERS = 6;

/** What is stacked: a purpose, or all that have no layer of their own. */
export interface Layer {
  name: string;
  purpose: string | null;
  visits: readonly number[];
  total: number;
}

export interface MonthsShown {
  year: number;
  layers: readonly Layer[];
  visits: readonly number[];
  before: readonly number[];
  total: number;
  totalBefore: number;
  /** The highest column. */
  most: number;
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** From the bottom up: the purposes with most first, the many small ones as one. */
export function monthsShown(months: Months): MonthsShown {
  const all = months.purposes.map(({ purpose, visits }) => ({ name: purpose, purpose, visits, total: sum(visits) }));
  const came = all.filter(({ total }) => total > 0);
  const layers: Layer[] = came.length > MOST_LAYERS ? [...came.slice(0, MOST_LAYERS - 1), rest(came.slice(MOST_LAYERS - 1))] : came;
  return {
    year: months.year,
    layers,
    visits: months.visits,
    before: months.before,
    total: sum(months.visits),
    totalBefore: sum(months.before),
    most: Math.max(1, ...months.visits, ...months.before),
  };
}

function rest(layers: readonly Layer[]): Layer {
  const visits = Array.from({ length: 12 }, (_, month) => sum(layers.map((layer) => layer.visits[month] ?? 0)));
  return { name: text.overview.months.rest(layers.length), purpose: null, visits, total: sum(visits) };
}

/** Those who came in a month, 0 is January; none that is yet to come. */
export function visitsOf(year: number, month: number, purpose: string | null, today: string): RouteLocationRaw | null {
  const first = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  const last = new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
  if (first > today) return null;
  return { name: "checkin-history", query: { from: first, to: last < today ? last : today, purpose: purpose ?? undefined } };
}
