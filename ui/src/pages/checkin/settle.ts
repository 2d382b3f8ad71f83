import { onScopeDispose } from "vue";
import { isWholeIdentity } from "./burst";

/** A whole ID waits this long: a longer card's first eighteen digits look like one. */
export const SETTLE = 150;

/** Takes a whole citizen number without Enter, once nothing more came after it. */
export function useSettle(taken: (number: string, at: number) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let number: string | null = null;

  function cancel(): void {
    clearTimeout(timer);
    number = null;
  }

  /** What stands there now; true when it is a whole number, which now waits. */
  function hear(words: string, at: number): boolean {
    cancel();
    if (!isWholeIdentity(words)) return false;
    const whole = words.trim();
    number = whole;
    timer = setTimeout(() => {
      cancel();
      taken(whole, at);
    }, SETTLE);
    return true;
  }

  onScopeDispose(cancel);
  return { hear, cancel, waiting: () => number };
}
