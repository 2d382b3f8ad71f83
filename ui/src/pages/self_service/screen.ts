import { onScopeDispose, ref, shallowRef } from "vue";
import { call, toCommandError, type CommandError } from "@/api";
import { play } from "@/lib/sound";
import { rereads } from "@/pages/checkin/burst";
import { useEntry } from "./entry";
import { outcomeOf, outcomeOfRefusal, type Outcome } from "./outcome";
import { useWait } from "./wait";

export const SHOWN = 6000;
/** An Enter that comes this late still belongs to the number before it. */
const ECHO = 1000;
/** When the server does not say how long. */
const WAIT = 30;

function secondsOf({ detail }: CommandError): number {
  const seconds = typeof detail === "object" && detail !== null && "seconds" in detail ? detail.seconds : undefined;
  return typeof seconds === "number" && seconds > 0 ? seconds : WAIT;
}

/** Everything the open screen does, without its looks. */
export function useScreen() {
  const outcome = shallowRef<Outcome | null>(null);
  /** The number that is being looked up. */
  const asking = ref<string | null>(null);
  const wait = useWait();
  const entry = useEntry((number, at) => void take(number, at));
  const readings = rereads();
  let last: { number: string; outcome: Outcome } | null = null;
  let takenAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(next: Outcome): void {
    clearTimeout(timer);
    outcome.value = next;
    timer = setTimeout(dismiss, SHOWN);
  }

  function dismiss(): void {
    clearTimeout(timer);
    outcome.value = null;
  }

  async function take(number: string, at: number): Promise<void> {
    takenAt = at;
    if (readings.isAgain(number, at)) {
      // Its first digit took away what was said: the card is still held before the scanner.
      if (last?.number === number) show(last.outcome);
      return;
    }
    asking.value = number;
    try {
      say(number, outcomeOf(await call("self_service.check_in", { number })));
    } catch (reason) {
      refuse(number, toCommandError(reason));
    } finally {
      if (asking.value === number) asking.value = null;
    }
  }

  function say(number: string, next: Outcome): void {
    last = { number, outcome: next };
    show(next);
    play(next.tone);
  }

  function refuse(number: string, error: CommandError): void {
    // The session is gone, and this screen with it.
    if (error.code === "forbidden") return;
    if (error.code !== "not_found") readings.forget();
    if (error.code !== "locked_out") return say(number, outcomeOfRefusal(error.message));
    clear();
    wait.begin(secondsOf(error));
    play("attention");
  }

  function press(char: string, at: number): void {
    if (wait.seconds.value > 0) return;
    dismiss();
    entry.add(char, at);
  }

  function erase(): void {
    if (outcome.value) dismiss();
    else entry.erase();
  }

  function enter(at: number): void {
    if (wait.seconds.value > 0) return;
    if (entry.number.value !== "") entry.enter(at);
    else if (at - takenAt >= ECHO) dismiss();
  }

  /** A number that was read whole elsewhere on the page. */
  function scanned(number: string, at: number): void {
    if (wait.seconds.value === 0) void take(number, at);
  }

  function clear(): void {
    dismiss();
    entry.clear();
  }

  onScopeDispose(() => clearTimeout(timer));

  return {
    number: entry.number, short: entry.short, outcome, asking, waiting: wait.seconds,
    press, erase, enter, scanned, dismiss, clear,
  };
}

export type Screen = ReturnType<typeof useScreen>;
