import { ref, shallowRef } from "vue";
import { call, readAgain, toCommandError, type CommandError } from "@/api";
import { orderAfter } from "./order";
import type { RosterLine } from "@/generated/RosterLine";

/** Puts the roster in order by hand, one step at a time. */
export function useOrdering(event: () => string) {
  const busy = ref(false);
  const error = shallowRef<CommandError | null>(null);

  async function move(lines: readonly RosterLine[], person: string, step: -1 | 1): Promise<void> {
    if (busy.value) return;
    const people = orderAfter(lines, person, step);
    if (people.length === 0) return;
    busy.value = true;
    error.value = null;
    try {
      await call("event.order", { event: event(), people });
      await readAgain("event.get");
    } catch (reason) {
      error.value = toCommandError(reason);
    } finally {
      busy.value = false;
    }
  }

  return { busy, error, move };
}
