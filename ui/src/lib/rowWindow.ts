import { useQueries } from "@tanstack/vue-query";
import { useVirtualizer } from "@tanstack/vue-virtual";
import { computed, ref, watch, type Ref } from "vue";
import { call } from "@/api";
import { readKey } from "@/api/kinds";
import { sessionTurn } from "@/api/session";
import type { RequestOf, ResponseOf } from "@/api";
import type { CommandError } from "@/platform/error";

type Paged = "person.list" | "import.rows";
type Row<K extends Paged> = ResponseOf<K>["rows"][number];

const PAGE = 100;

/**
 * A long table of which only the rows in sight are fetched and drawn. `ask` makes the request for one page;
 * `key` says when it is another list, which then begins at its top.
 */
export function useRowWindow<K extends Paged>(
  command: K,
  ask: (offset: number, limit: number) => RequestOf<K>,
  key: () => unknown,
  scroller: Ref<HTMLElement | null>,
  rowRem: number,
  enabled: () => boolean = () => true,
) {
  const total = ref(0);
  const height = () => rowRem * parseFloat(getComputedStyle(document.documentElement).fontSize);

  const virtual = useVirtualizer(
    computed(() => ({
      count: total.value,
      getScrollElement: () => scroller.value,
      estimateSize: height,
      overscan: 12,
    })),
  );
  const items = computed(() => virtual.value.getVirtualItems());

  const pages = computed(() => {
    const first = Math.floor((items.value[0]?.index ?? 0) / PAGE);
    const last = Math.floor((items.value.at(-1)?.index ?? 0) / PAGE);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });

  const results = useQueries({
    queries: computed(() =>
      enabled()
        ? pages.value.map((page) => {
            const request = ask(page * PAGE, PAGE);
            return {
              queryKey: readKey(command, request, sessionTurn.value),
              queryFn: (): Promise<ResponseOf<K>> => call(command, request),
            };
          })
        : [],
    ),
  });

  const answers = computed(() => results.value.map((result) => result.data as ResponseOf<K> | undefined));
  const pending = computed(() => results.value.length > 0 && answers.value.every((answer) => answer === undefined));
  const error = computed(() => (results.value.find((result) => result.error)?.error ?? null) as CommandError | null);

  watch(
    answers,
    (now) => {
      const known = now.find((answer) => answer !== undefined);
      if (known) total.value = known.total;
    },
    { immediate: true },
  );
  watch(
    () => JSON.stringify(key()),
    () => scroller.value?.scrollTo({ top: 0 }),
  );

  function rowAt(index: number): Row<K> | undefined {
    const at = pages.value.indexOf(Math.floor(index / PAGE));
    return answers.value[at]?.rows[index % PAGE] as Row<K> | undefined;
  }

  const before = computed(() => items.value[0]?.start ?? 0);
  const after = computed(() => virtual.value.getTotalSize() - (items.value.at(-1)?.end ?? 0));

  function reveal(index: number): void {
    virtual.value.scrollToIndex(index, { align: "auto" });
  }

  async function refetch(): Promise<void> {
    await Promise.all(results.value.map((result) => result.refetch()));
  }

  return { total, items, before, after, rowAt, pending, error, refetch, reveal };
}
