import { computed, ref, shallowRef } from "vue";
import { call, readAgain } from "@/api";
import type { Registered } from "@/generated/Registered";
import type { RosterLine } from "@/generated/RosterLine";
import type { Warning } from "@/generated/Warning";
import { text } from "@/text";
import { isWaiting } from "./roster";

/** People of one call. */
const MOST = 1000;
const NOBODY: Registered = { added: 0, already: 0, waiting: 0, over: 0, warnings: [] };

export const sum = (one: Registered, next: Registered): Registered => ({
  added: one.added + next.added,
  already: one.already + next.already,
  waiting: one.waiting + next.waiting,
  over: next.over,
  warnings: [...one.warnings, ...next.warnings],
});

/** However many they are, as many calls as it takes. */
async function inTurns(people: readonly string[], put: (some: string[]) => Promise<Registered>): Promise<Registered> {
  let all = NOBODY;
  for (let at = 0; at < people.length; at += MOST) all = sum(all, await put(people.slice(at, at + MOST)));
  return all;
}

/** What became of many at once, in words. */
export function saidOf({ added, waiting, already }: Registered): string {
  return added + already === 0 ? text.event.pastedNone : text.event.pasted(added - waiting, waiting, already);
}

/** Puts people on the roster, and keeps what speaks against those put there last and which of them wait for a place. */
export function useRegistering(event: () => string, roster: () => readonly RosterLine[]) {
  const warnings = shallowRef<readonly Warning[]>([]);
  const asked = ref<ReadonlySet<string>>(new Set());
  const waiting = computed(() => roster().filter((line) => asked.value.has(line.person) && isWaiting(line)));

  async function register(people: readonly string[], beyond = false): Promise<Registered> {
    if (people.length === 0) return NOBODY;
    try {
      const done = await inTurns(people, (some) => call("event.register", { event: event(), people: some, ...(beyond ? { beyond } : {}) }));
      warnings.value = done.warnings;
      asked.value = new Set(people);
      return done;
    } finally {
      await readAgain("event.get", "event.list");
    }
  }

  function forget(): void {
    warnings.value = [];
    asked.value = new Set();
  }

  return { warnings, waiting, register, forget };
}

/** Enrols people for a whole series; nobody waits for one. */
export async function enrol(series: string, people: readonly string[]): Promise<Registered> {
  try {
    return await inTurns(people, async (some) => ({ ...NOBODY, ...(await call("event.enrol", { series, people: some })) }));
  } finally {
    await readAgain("event.series", "event.get", "event.list");
  }
}
