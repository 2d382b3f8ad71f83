import { useQueries } from "@tanstack/vue-query";
import { computed, ref, watch } from "vue";
import { call } from "@/api";
import { readKey } from "@/api/kinds";
import { sessionTurn } from "@/api/session";
import type { ImportPlan } from "@/generated/ImportPlan";
import type { ImportRows } from "@/generated/ImportRows";
import type { Verdict } from "@/generated/Verdict";
import { isRead, refOf } from "./tables";
import type { Shown } from "./where";

/** What of a plan is looked at: which table, which verdict, only what asks for a look. */
export function useShown(plan: () => ImportPlan) {
  const verdict = ref<Verdict | null>(null);
  const odd = ref(false);
  const chosen = ref(0);
  const tables = computed(() => plan().sheets.filter(isRead));
  const table = computed(() => tables.value[chosen.value] ?? tables.value[0]);

  const shownOf = (i: number): Shown => ({
    plan: plan().plan,
    ...(tables.value[i] ? refOf(tables.value[i]) : {}),
    ...(verdict.value ? { verdict: verdict.value } : {}),
    ...(odd.value ? { odd: true } : {}),
  });
  const shown = computed(() => shownOf(Math.min(chosen.value, Math.max(0, tables.value.length - 1))));

  // How many rows of each table fit, to know where to look.
  const counted = useQueries({
    queries: computed(() =>
      (tables.value.length > 1 ? tables.value : []).map((_, i) => {
        const request = { ...shownOf(i), offset: 0, limit: 1 };
        return { queryKey: readKey("import.rows", request, sessionTurn.value), queryFn: (): Promise<ImportRows> => call("import.rows", request) };
      }),
    ),
  });
  const counts = computed(() => counted.value.map((result) => result.data?.total));

  // A card that lights up over an empty table helps nobody: go where such rows are.
  let seek = false;
  watch([verdict, odd], () => (seek = true));
  watch(counts, (now) => {
    if (!seek || now.some((count) => count === undefined)) return;
    seek = false;
    if (now[chosen.value] !== 0) return;
    const other = now.findIndex((count) => (count ?? 0) > 0);
    if (other >= 0) chosen.value = other;
  });

  return { verdict, odd, chosen, tables, table, shown, counts };
}
