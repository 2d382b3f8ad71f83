import { computed } from "vue";
import { useRoute, useRouter, type LocationQuery } from "vue-router";
import type { Condition } from "@/generated/Condition";
import type { PersonFilter } from "@/generated/PersonFilter";
import { columnsOf, writtenColumns } from "./columns";
import { fromAddress, inAddress } from "./own";

export const FILTERS = ["words", "sex", "branch", "unit", "retirement_kind", "state", "missing", "team", "functional"] as const;
export type FilterName = (typeof FILTERS)[number];
export const SORTS = ["name", "birth", "branch", "recent"] as const;

/** The filter as the address says it. An empty value is a condition of its own (未填); no value is none. */
export function filterOf(query: LocationQuery): PersonFilter {
  const filter: PersonFilter = {};
  for (const name of FILTERS) {
    const value = query[name];
    if (typeof value === "string" && !(name === "words" && value.trim() === "")) filter[name] = value;
  }
  const also = conditionsOf(query.also);
  if (also.length > 0) filter.also = also;
  return filter;
}

/** Conditions on any fact, as the address says them: `birth:age_from:80`. */
export function conditionsOf(query: LocationQuery[string] | undefined): Condition[] {
  const written = (Array.isArray(query) ? query : [query]).filter((one): one is string => typeof one === "string");
  return written.flatMap((one) => {
    const [, field, test, value] = /^([^:]+):(\w+):(.*)$/s.exec(one) ?? [];
    return field && test ? [{ field: fromAddress(field), test, value: value ?? "" }] : [];
  });
}

export function written(conditions: readonly Condition[]): string[] {
  return conditions.map(({ field, test, value }) => `${inAddress(field)}:${test}:${value}`);
}

/** Filters live in the address, so that going back from a person finds the list as it was. */
export function usePeopleFilters() {
  const route = useRoute();
  const router = useRouter();
  const filter = computed(() => filterOf(route.query));
  const sort = computed(() => SORTS.find((name) => name === route.query.sort) ?? "name");
  const filtered = computed(() => Object.keys(filter.value).length > 0);
  const columns = computed(() => columnsOf(route.query));

  function write(name: string, value: string | string[] | undefined): void {
    const others = Object.fromEntries(Object.entries(route.query).filter(([key]) => key !== name));
    void router.replace({ query: value === undefined ? others : { ...others, [name]: value } });
  }

  function set(name: FilterName | "sort", value: string | undefined): void {
    write(name, name === "sort" && value === "name" ? undefined : value);
  }

  function setAlso(conditions: readonly Condition[]): void {
    write("also", conditions.length === 0 ? undefined : written(conditions));
  }

  function setColumns(chosen: readonly string[]): void {
    write("cols", writtenColumns(chosen));
  }

  /** How the list looks stays; only whom it shows is set free. */
  function clear(): void {
    const { sort: order, cols } = route.query;
    void router.replace({ query: { ...(order ? { sort: order } : {}), ...(cols ? { cols } : {}) } });
  }

  return { filter, sort, filtered, columns, set, setAlso, setColumns, clear };
}
