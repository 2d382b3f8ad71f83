import { computed } from "vue";
import { useRoute, useRouter, type LocationQuery } from "vue-router";
import type { ColumnInfo } from "@/generated/ColumnInfo";
import type { Entries } from "@/generated/Entries";
import type { LedgerInfo } from "@/generated/LedgerInfo";
import { text } from "@/text";

/** Lines of one page. */
export const PAGE = 100;

const PLAIN = ["from", "to", "words", "state", "due"] as const;
/** Conditions that come from a link: the lines of somebody or something. */
export const ABOUT = ["person", "organization", "team"] as const;
export type About = (typeof ABOUT)[number];

/** In the address a value of a column stands under this name. */
export const factName = (key: string): string => `f.${key}`;

/** Columns a list can be filtered by. */
export const choicesOf = (ledger: LedgerInfo): ColumnInfo[] => ledger.fields.filter((field) => field.kind === "choice");

const wordsOf = (query: LocationQuery, name: string): string => {
  const value = query[name];
  return typeof value === "string" ? value.trim() : "";
};

/** Which lines, as the address says it. */
export function filterOf(query: LocationQuery, ledger: LedgerInfo): Entries {
  const filter: Entries = { ledger: ledger.key };
  for (const name of [...PLAIN, ...ABOUT]) {
    const value = wordsOf(query, name);
    if (value !== "") filter[name] = value;
  }
  const facts = choicesOf(ledger).flatMap(({ key }) => {
    const value = wordsOf(query, factName(key));
    return value === "" ? [] : [[key, value] as const];
  });
  if (facts.length > 0) filter.facts = Object.fromEntries(facts);
  return filter;
}

/** Where the page begins, as the address says it. */
export function startOf(query: LocationQuery): number {
  const start = Number(wordsOf(query, "start"));
  return Number.isInteger(start) && start > 0 ? start : 0;
}

/** Days a ledger is often looked at for. */
export function quickSpans(today: string): { label: string; days: readonly [string, string] }[] {
  const year = Number(today.slice(0, 4));
  const whole = (of: number) => [`${of}-01-01`, `${of}-12-31`] as const;
  const month = new Date(Date.UTC(year, Number(today.slice(5, 7)), 0)).toISOString().slice(0, 10);
  const { spans } = text.ledger;
  return [
    { label: spans.year, days: whole(year) },
    { label: spans.lastYear, days: whole(year - 1) },
    { label: spans.month, days: [`${today.slice(0, 8)}01`, month] },
    { label: spans.all, days: ["", ""] },
  ];
}

/** Filters live in the address, so that going back from a person finds the list as it was. */
export function useEntryFilters(ledger: () => LedgerInfo) {
  const route = useRoute();
  const router = useRouter();
  const filter = computed(() => filterOf(route.query, ledger()));
  const start = computed(() => startOf(route.query));
  const filtered = computed(() => Object.keys(filter.value).length > 1);

  /** Another list begins at its top. */
  function set(change: Record<string, string | undefined>): void {
    void router.replace({ query: { ...route.query, start: undefined, ...change } });
  }

  const clear = (): void => void router.replace({ query: {} });

  return { filter, start, filtered, set, clear };
}
