import { ref, shallowRef } from "vue";
import { call, toCommandError, type CommandError, type Progress } from "@/api";
import type { Registered } from "@/generated/Registered";
import { meant, namesOf, type Undecided } from "./names";
import { sum } from "./registering";

/** A pasted list: each name looked up, those that mean one person registered at once, the others kept. */
export function usePaste(put: (people: readonly string[]) => Promise<Registered>) {
  const words = ref("");
  const undecided = shallowRef<readonly Undecided[]>([]);
  const done = shallowRef<Registered | null>(null);
  const error = shallowRef<CommandError | null>(null);
  const progress = shallowRef<Progress | null>(null);
  const stopped = ref(false);

  async function lookUp(names: readonly string[]): Promise<{ people: string[]; rest: Undecided[] }> {
    const people = new Set<string>();
    const rest: Undecided[] = [];
    for (const [at, name] of names.entries()) {
      if (stopped.value) break;
      progress.value = { done: at, total: names.length };
      const found = meant(name, await call("checkin.find", { words: name }));
      if ("person" in found) people.add(found.person);
      else rest.push(found);
    }
    return { people: [...people], rest };
  }

  async function run(): Promise<void> {
    if (progress.value) return;
    const names = namesOf(words.value);
    if (names.length === 0) return;
    stopped.value = false;
    error.value = done.value = null;
    progress.value = { done: 0, total: names.length };
    try {
      const { people, rest } = await lookUp(names);
      if (stopped.value) return;
      done.value = await put(people);
      // Nothing is lost: what was not registered stays in the field.
      words.value = rest.map(({ name }) => name).join("\n");
      undecided.value = rest;
    } catch (reason) {
      error.value = toCommandError(reason);
    } finally {
      progress.value = null;
    }
  }

  /** One of those a name could mean. */
  async function pick(name: string, person: string): Promise<void> {
    error.value = null;
    try {
      const one = await put([person]);
      done.value = done.value ? sum(done.value, one) : one;
      undecided.value = undecided.value.filter((other) => other.name !== name);
      words.value = namesOf(words.value).filter((other) => other !== name).join("\n");
    } catch (reason) {
      error.value = toCommandError(reason);
    }
  }

  function stop(): void {
    stopped.value = true;
  }

  return { words, undecided, done, error, progress, stopped, run, pick, stop };
}
