import { computed, ref, shallowRef } from "vue";
import { call, toCommandError, type CommandError } from "@/api";
import type { CardGiven } from "@/generated/CardGiven";
import { isWholeIdentity } from "./burst";

/** Digits that could be a card's: no citizen number, no mobile number, nothing somebody types by its last four. */
export function looksLikeCard(words: string): boolean {
  const digits = words.trim();
  return /^\d{6,32}$/.test(digits) && !isWholeIdentity(digits) && !/^1[3-9]\d{9}$/.test(digits);
}

export const tailOf = (code: string): string => code.slice(-4);

/** A card that was read and checked nobody in: why it is refused, or nothing where nobody has it. */
export interface Stopped {
  code: string;
  why: string | null;
}

/** Cards at the desk: the one that stopped the queue, and the one for which somebody is being looked up. */
export function useCards() {
  const stopped = shallowRef<Stopped | null>(null);
  const binding = ref<string | null>(null);
  const error = shallowRef<CommandError | null>(null);
  const unknown = computed(() => (stopped.value?.why === null ? stopped.value.code : null));

  function begin(code: string): void {
    binding.value = code;
    error.value = null;
    stopped.value = null;
  }

  function leave(): void {
    binding.value = null;
    error.value = null;
  }

  /** The card, when it is theirs now; else `error` says why not. */
  async function give(person: string): Promise<CardGiven | null> {
    const code = binding.value;
    if (code === null) return null;
    error.value = null;
    try {
      const given = await call("card.give", { person, code });
      if (binding.value === code) leave();
      return given;
    } catch (reason) {
      error.value = toCommandError(reason);
      return null;
    }
  }

  return { stopped, unknown, binding, error, begin, leave, give };
}
