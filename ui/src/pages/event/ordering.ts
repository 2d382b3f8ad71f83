import { ref, shallowRef } from "vue";
import { call, readAgain, toCommandError, type CommandError } from "@/api";
import { placesAfter } from "./order";
import type { RosterLine } from "@/generated/RosterLine";

/** Puts the roster in order by hand, one step at a time. */
export function useOrdering(event: () => string) {
  const busy = ref(false);
  const error = shallowRef<CommandError | null>(null);

  async function move(lines: readonly RosterLine[], person: string, step: -1 | 1): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      for (const { person: who, place } of placesAfter(lines, person, step)) await call("event.mark", { event: event(), person: who, place });
      await readAgain("event.get");
    } catch (reason) {
      error.value = toCommandError(reason);
    } finally {
      busy.value = false;
    }
  }

  return { busy, error, move };
}
