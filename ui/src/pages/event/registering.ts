import { computed, ref, shallowRef } from "vue";
import { call, readAgain } from "@/api";
import type { Registered } from "@/generated/Registered";
import type { RosterLine } from "@/generated/RosterLine";
import type { Warning } from "@/generated/Warning";
import { isWaiting } from "./roster";

/** Puts people on the roster, and keeps what speaks against those put there last and which of them wait for a place. */
export function useRegistering(event: () => string, roster: () => readonly RosterLine[]) {
  const warnings = shallowRef<readonly Warning[]>([]);
  const asked = ref<ReadonlySet<string>>(new Set());
  const waiting = computed(() => roster().filter((line) => asked.value.has(line.person) && isWaiting(line)));

  async function register(people: readonly string[], beyond = false): Promise<Registered> {
    const done = await call("event.register", { event: event(), people: [...people], ...(beyond ? { beyond } : {}) });
    warnings.value = done.warnings;
    asked.value = new Set(people);
    await readAgain("event.get", "event.list");
    return done;
  }

  function forget(): void {
    warnings.value = [];
    asked.value = new Set();
  }

  return { warnings, waiting, register, forget };
}
