import { computed } from "vue";
import { useRoute, useRouter, type LocationQuery } from "vue-router";
import type { Condition } from "@/generated/Condition";
import type { PersonFilter } from "@/generated/PersonFilter";

export const FILTERS = ["words", "sex", "branch", "unit", "retirement_kind", "state", "missing"] as const;
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
    const [, field, test, value] = /^(\w+):(\w+):(.*)$/s.exec(one) ?? [];
    return field && test ? [{ field, test, value: value ?? "" }] : [];
  });
}

export function written(conditions: readonly Condition[]): string[] {
  return conditions.map(({ field, test, value }) => `${field}:${test}:${value}`);
}

/** Filters live in the address, so that going back from a person finds the list as it was. */
export function usePeopleFilters() {
  const route = useRoute();
  const router = useRouter();
  const filter = computed(() => filterOf(route.query));
  const sort = computed(() => SORTS.find((name) => name === route.query.sort) ?? "name");
  const filtered = computed(() => Object.keys(filter.value).length > 0);

  function set(name: FilterName | "sort", value: string | undefined): void {
    const others = Object.fromEntries(Object.entries(route.query).filter(([key]) => key !== name));
    void router.replace({ query: value === undefined ? others : { ...others, [name]: value } });
  }

  function setAlso(conditions: readonly Condition[]): void {
    const others = Object.fromEntries(Object.entries(route.query).filter(([key]) => key !== "also"));
    void router.replace({ query: conditions.length === 0 ? others : { ...others, also: written(conditions) } });
  }

  function clear(): void {
    void router.replace({ query: route.query.sort ? { sort: route.query.sort } : {} });
  }

  return { filter, sort, filtered, set, setAlso, clear };
}
