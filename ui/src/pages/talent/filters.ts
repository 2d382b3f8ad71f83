import { computed } from "vue";
import { useRoute, useRouter, type LocationQuery } from "vue-router";
import type { ListTalents } from "@/generated/ListTalents";

const wordsOf = (query: LocationQuery, name: string): string => {
  const value = query[name];
  return typeof value === "string" ? value.trim() : "";
};

/** Which of the pool, as the address says it. */
export function filterOf(query: LocationQuery): ListTalents {
  const filter: ListTalents = {};
  for (const name of ["words", "category", "state"] as const) {
    const value = wordsOf(query, name);
    if (value !== "") filter[name] = value;
  }
  const weekday = Number(wordsOf(query, "weekday"));
  if (Number.isInteger(weekday) && weekday >= 1 && weekday <= 7) filter.weekday = weekday;
  if (wordsOf(query, "review") !== "") filter.review = true;
  return filter;
}

/** Filters, and whose entry is open, live in the address, so that going back finds the page as it was. */
export function useTalentFilters() {
  const route = useRoute();
  const router = useRouter();
  const filter = computed(() => filterOf(route.query));
  const filtered = computed(() => Object.keys(filter.value).length > 0);
  const who = computed(() => wordsOf(route.query, "who"));

  const set = (change: Record<string, string | undefined>): void => void router.replace({ query: { ...route.query, ...change } });
  const clear = (): void => void router.replace({ query: {} });

  return { filter, filtered, who, set, clear };
}
