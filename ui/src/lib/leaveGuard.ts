import { onBeforeUnmount, ref, watch } from "vue";
import { onBeforeRouteLeave, onBeforeRouteUpdate } from "vue-router";

/**
 * What was typed is not thrown away without a word: asks before another page takes the place of a changed form.
 * `asking` opens the question, `agree` is its yes; closing it is the no.
 */
export function useLeaveGuard(changed: () => boolean) {
  const asking = ref(false);
  let free = false;
  let answer: ((leave: boolean) => void) | null = null;

  function settle(leave: boolean): void {
    free = leave;
    const waiting = answer;
    answer = null;
    asking.value = false;
    waiting?.(leave);
  }

  function mayLeave(): Promise<boolean> {
    if (free || !changed()) return Promise.resolve(true);
    answer?.(false);
    asking.value = true;
    return new Promise((resolve) => (answer = resolve));
  }

  onBeforeRouteLeave(mayLeave);
  onBeforeRouteUpdate(mayLeave);
  watch(asking, (now) => {
    if (!now && answer) settle(false);
  });
  onBeforeUnmount(() => settle(true));

  /** Saved: there is nothing left to lose. */
  const release = (): void => settle(true);
  return { asking, mayLeave, agree: release, release };
}
