import { ref, shallowRef } from "vue";
import type { Matches } from "@/generated/Matches";
import { toCommandError, type CommandError } from "@/platform/error";

/** Looks up while somebody types: the answer for older words never takes the place of a newer one. */
export function useLookup(find: (words: string) => Promise<Matches>) {
  const answer = shallowRef<Matches | null>(null);
  const looking = ref(false);
  const error = shallowRef<CommandError | null>(null);
  let turn = 0;
  let latest: Promise<Matches | null> = Promise.resolve(null);

  function look(words: string): void {
    const mine = (turn += 1);
    error.value = null;
    if (words.trim() === "") {
      answer.value = null;
      looking.value = false;
      latest = Promise.resolve(null);
      return;
    }
    looking.value = true;
    latest = find(words.trim()).then(
      (matches) => {
        if (mine === turn) {
          answer.value = matches;
          looking.value = false;
        }
        return matches;
      },
      (reason: unknown) => {
        if (mine === turn) {
          answer.value = null;
          looking.value = false;
          error.value = toCommandError(reason);
        }
        return null;
      },
    );
  }

  /** The answer for the words as they are now, once it is there; null when it could not be had. */
  const settled = (): Promise<Matches | null> => latest;

  return { answer, looking, error, look, settled };
}
