import { ref, shallowRef } from "vue";
import { call, toCommandError, usePlatform, type CommandError } from "@/api";
import type { Registered } from "@/generated/Registered";
import type { RosterFileLine } from "@/generated/RosterFileLine";

/** A roster in a workbook: whoever is certain is registered at once, the other rows are kept to be picked from. */
export function useRosterFile(register: (people: readonly string[]) => Promise<Registered>) {
  const left = shallowRef<readonly RosterFileLine[]>([]);
  const done = shallowRef<Registered | null>(null);
  const error = shallowRef<CommandError | null>(null);
  const busy = ref(false);

  async function read(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      const file = await usePlatform().chooseFile("roster");
      if (!file) return;
      done.value = null;
      left.value = [];
      const { lines } = await call("event.read_roster", { file });
      left.value = lines.filter(({ person }) => person === null);
      done.value = await register([...new Set(lines.flatMap(({ person }) => person ?? []))]);
    } catch (reason) {
      error.value = toCommandError(reason);
    } finally {
      busy.value = false;
    }
  }

  /** One of those a row could mean. */
  async function pick(line: RosterFileLine, person: string): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      await register([person]);
      left.value = left.value.filter((other) => other !== line);
    } catch (reason) {
      error.value = toCommandError(reason);
    } finally {
      busy.value = false;
    }
  }

  return { left, done, error, busy, read, pick };
}
