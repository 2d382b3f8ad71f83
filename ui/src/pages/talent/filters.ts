import { computed } from "vue";
import { useRoute, useRouter, type LocationQuery } from "vue-router";
import type { ListTalents } from "@/generated/ListTalents";
import { text } from "@/text";

const wordsOf = (query: LocationQuery, name: string): string => {
  const value = query[name];
  return typeof value === "string" ? value.trim() : "";
};

/** How the list may be ordered besides by name. */
const ORDERS: readonly string[] = ["last_used", "hours"];

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
  const [elder, external, order] = [wordsOf(query, "elder"), wordsOf(query, "external"), wordsOf(query, "order")];
  if (text.talent.elders.some((name) => name === elder)) filter.elder = elder;
  if (external === "1" || external === "0") filter.external = external === "1";
  if (ORDERS.includes(order)) filter.order = order;
  return filter;
}

/** Filters, and whose entry is open, live in the address, so that going back finds the page as it was. */
export function useTalentFilters() {
  const route = useRoute();
  const router = useRouter();
  const filter = computed(() => filterOf(route.query));
  // An order leaves nobody out.
  const filtered = computed(() => Object.keys(filter.value).some((key) => key !== "order"));
  const who = computed(() => wordsOf(route.query, "who"));

  const set = (change: Record<string, string | undefined>): void => void router.replace({ query: { ...route.query, ...change } });
  const clear = (): void => void router.replace({ query: filter.value.order ? { order: filter.value.order } : {} });

  return { filter, filtered, who, set, clear };
}
