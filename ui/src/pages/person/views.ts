import type { LocationQuery, LocationQueryRaw } from "vue-router";
import type { JsonValue } from "@/generated/serde_json/JsonValue";
import type { View } from "@/generated/View";
import { FILTERS } from "./filters";

/** What of the address makes the list what it is. */
const PARTS: readonly string[] = [...FILTERS, "also", "sort", "cols"];

export type ViewQuery = Record<string, string | string[]>;

/** The address as a view keeps it: its parts in one order, so that two can be compared. */
export function viewOf(query: LocationQuery | LocationQueryRaw): ViewQuery {
  const kept: ViewQuery = {};
  for (const part of PARTS) {
    const value = query[part];
    const words = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string");
    const [first] = words;
    if (first === undefined) continue;
    if (part === "also") kept[part] = words;
    else kept[part] = first;
  }
  return kept;
}

/** What a view was kept as; nothing of what it should not be. */
export function queryOf(value: JsonValue): ViewQuery {
  const query = value !== null && typeof value === "object" && !Array.isArray(value) ? value.query : null;
  return query !== null && typeof query === "object" && !Array.isArray(query) ? viewOf(query as LocationQuery) : {};
}

export function same(one: ViewQuery, other: ViewQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The view the list is shown by now. */
export function currentOf(views: readonly View[], query: LocationQuery): View | undefined {
  const now = viewOf(query);
  return views.find((view) => same(queryOf(view.value), now));
}
