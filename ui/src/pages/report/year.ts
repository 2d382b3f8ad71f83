import { computed, ref } from "vue";
import { useRoute, useRouter } from "vue-router";
import { useStatus } from "@/frame/status";

const YEARS_BACK = 10;

/** The year of the return: as the address says it, else this one. It stays in the address, so that going back finds it. */
export function useYear() {
  const route = useRoute();
  const router = useRouter();
  const { data: status } = useStatus();
  const thisYear = computed(() => Number(status.value?.today.slice(0, 4) ?? new Date().getFullYear()));
  const years = computed(() => Array.from({ length: YEARS_BACK }, (_, i) => thisYear.value - i));
  const picked = ref(Number(route.query.year));
  const year = computed({
    get: () => (years.value.includes(picked.value) ? picked.value : thisYear.value),
    set: (next) => {
      picked.value = next;
      void router.replace({ query: { year: next } });
    },
  });
  return { year, years };
}
