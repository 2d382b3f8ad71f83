import { computed } from "vue";
import { useRoute, useRouter } from "vue-router";
import { useStatus } from "@/frame/status";

const YEARS_BACK = 10;

/**
 * The year of the return: as the address says it, else this one. It stands in the address alone, so that going back finds
 * it, and a page that may not be left keeps its year. What was open of one year is not open of another.
 */
export function useYear() {
  const route = useRoute();
  const router = useRouter();
  const { data: status } = useStatus();
  const thisYear = computed(() => Number(status.value?.today.slice(0, 4) ?? new Date().getFullYear()));
  const years = computed(() => Array.from({ length: YEARS_BACK }, (_, i) => thisYear.value - i));
  const asked = computed(() => Number(route.query.year));
  const go = (next: number) => router.replace({ query: { ...route.query, year: next, id: undefined, cell: undefined } });
  const year = computed({
    get: () => (years.value.includes(asked.value) ? asked.value : thisYear.value),
    set: (next) => void go(next),
  });
  return { year, years, go };
}
