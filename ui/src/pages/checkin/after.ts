import { shallowRef } from "vue";
import type { Ask } from "@/generated/Ask";
import type { CheckedIn } from "@/generated/CheckedIn";

/** What is still to be done with whoever just came in. */
export interface After {
  person: string;
  name: string;
  /** The one fact that is asked for. */
  ask: Ask | null;
  /** Record id of the notice that was said. */
  notice: string | null;
  /** Record id of the card that has run out. */
  card: string | null;
}

/** It stays until it is done, left, or the next person comes. */
export function useAfter() {
  const after = shallowRef<After | null>(null);

  function keep(next: After): void {
    after.value = next.ask || next.notice || next.card ? next : null;
  }

  function begin(done: CheckedIn): void {
    keep({ person: done.person, name: done.name, ask: done.ask, notice: done.notice, card: done.expired_card });
  }

  /** One of them is done. */
  function finish(what: "ask" | "notice" | "card"): void {
    if (after.value) keep({ ...after.value, [what]: null });
  }

  /** True when something was left. */
  function leave(): boolean {
    const stood = after.value !== null;
    after.value = null;
    return stood;
  }

  return { after, begin, finish, leave };
}
