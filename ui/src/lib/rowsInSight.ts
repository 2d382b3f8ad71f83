import { useVirtualizer } from "@tanstack/vue-virtual";
import { computed, type Ref } from "vue";

/** Of a long table only the rows in sight are drawn; each is as high as the others. */
export function useRowsInSight(count: () => number, scroller: Readonly<Ref<HTMLElement | null>>, rowRem: number) {
  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer(
    computed(() => ({
      count: count(),
      getScrollElement: () => scroller.value,
      estimateSize: () => rowRem * rem(),
      overscan: 12,
      // The head stays above the rows and takes its height from them.
      scrollPaddingEnd: 2.75 * rem(),
    })),
  );
  const items = computed(() => virtual.value.getVirtualItems());
  const before = computed(() => items.value[0]?.start ?? 0);
  const after = computed(() => virtual.value.getTotalSize() - (items.value.at(-1)?.end ?? 0));
  const reveal = (row: number): void => virtual.value.scrollToIndex(row, { align: "auto" });

  return { items, before, after, reveal };
}
