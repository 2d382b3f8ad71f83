import { onBeforeUnmount, onMounted } from "vue";

export const IDLE_LIMIT = 10 * 60_000;

/** Calls once when nobody has touched anything for the limit. */
export function useIdle(gone: () => void, limit = IDLE_LIMIT): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(gone, limit);
  };
  const signs = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
  onMounted(() => {
    again();
    for (const sign of signs) document.addEventListener(sign, again, { passive: true });
  });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    for (const sign of signs) document.removeEventListener(sign, again);
  });
}
