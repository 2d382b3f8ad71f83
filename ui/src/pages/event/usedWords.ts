import { computed } from "vue";
import { useRead } from "@/api";
import type { EventRow } from "@/generated/EventRow";
import { dayFrom } from "./days";

/** Days looked through, back and ahead: two years together, more is not given at once. */
const BACK = 540;
const AHEAD = 185;

/** What stands in a field of the events, the most used first. */
export function usedOf(events: readonly EventRow[], field: "brand" | "campaign"): string[] {
  const times = new Map<string, number>();
  for (const { [field]: words } of events) if (words !== "") times.set(words, (times.get(words) ?? 0) + 1);
  return [...times].sort(([, one], [, other]) => other - one).map(([words]) => words);
}

/** Brands and campaigns of the events of about now. */
export function useUsedWords(today: () => string, enabled: () => boolean) {
  const span = computed(() => ({ from: dayFrom(today(), -BACK), to: dayFrom(today(), AHEAD) }));
  const found = useRead("event.list", span, { enabled, keep: true });
  const events = computed(() => found.data.value ?? []);
  return { brands: computed(() => usedOf(events.value, "brand")), campaigns: computed(() => usedOf(events.value, "campaign")) };
}
