import { computed, ref, shallowRef } from "vue";
import { call, toCommandError, useAction, type CommandError } from "@/api";
import type { Undone } from "@/generated/Undone";

/** Takes back what was just written for many as the one operation it was, and all that followed from it. */
export function useTakingBack() {
  const undo = useAction("log.undo");
  const what = ref("");
  const operation = ref("");
  const undone = shallowRef<Undone | null>(null);
  const failed = shallowRef<CommandError | null>(null);
  const error = computed(() => undo.error.value ?? failed.value);

  function forget(): void {
    what.value = "";
    operation.value = "";
    undone.value = null;
    failed.value = null;
    undo.clear();
  }

  /** Of what is not taken back from here. */
  function say(words: string): void {
    forget();
    what.value = words;
  }

  /** Of what names its operation. */
  function keep(done: string, words: string): void {
    say(words);
    operation.value = done;
  }

  /** The writing does not name its operation: it is the last one of anybody it was written for. */
  async function remember(person: string, words: string): Promise<void> {
    say(words);
    try {
      const [last] = await call("person.history", { id: person });
      if (last?.may_undo && what.value === words) operation.value = last.operation;
    } catch (reason) {
      failed.value = toCommandError(reason);
    }
  }

  /** True once it is done. */
  async function takeBack(): Promise<boolean> {
    if (operation.value === "") return false;
    const done = await undo.run({ operation: operation.value });
    if (!done) return false;
    operation.value = "";
    undone.value = done;
    return true;
  }

  return { what, operation, undone, error, say, keep, remember, takeBack, forget };
}
