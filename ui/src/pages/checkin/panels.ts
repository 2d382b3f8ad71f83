import { computed, nextTick, ref, watch, type Ref } from "vue";

/**
 * Group and guest entry stand where the matches do. While somebody is sought they wait behind the matches, with all
 * that was typed, and come back with the focus where it was.
 */
export function usePanels(seeking: Ref<boolean>, toDesk: () => void) {
  const panel = ref<"group" | "guest" | null>(null);
  const covered = computed(() => panel.value !== null && seeking.value);
  let left: Element | null = null;

  watch(covered, async (now) => {
    if (now) {
      left = document.activeElement;
      toDesk();
    } else if (panel.value !== null) {
      await nextTick();
      if (left instanceof HTMLElement) left.focus();
    }
  });

  return { panel, covered };
}
