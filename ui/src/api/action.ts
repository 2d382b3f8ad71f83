import { onScopeDispose, ref, shallowRef } from "vue";
import type { CommandError} from "@/platform/error";
import { toCommandError } from "@/platform/error";
import { call, usePlatform, type Command, type RequestOf, type ResponseOf } from "./call";
import { requestId } from "./request";

export interface Progress {
  done: number;
  total: number;
}

/** One thing a person can do: busy while it runs, the error it ended with, its progress, and a way to stop it. */
export function useAction<K extends Command>(command: K) {
  const busy = ref(false);
  const error = shallowRef<CommandError | null>(null);
  const progress = shallowRef<Progress | null>(null);
  let running = "";
  let unanswered: { id: string; body: string } | null = null;

  const stop = usePlatform().onEvent((event) => {
    if (event.type === "progress" && event.request === running) progress.value = event;
  });
  onScopeDispose(stop);

  /** The answer, or null when it was refused: then `error` says why. */
  async function run(request: RequestOf<K>): Promise<ResponseOf<K> | null> {
    if (busy.value) return null;
    const body = JSON.stringify(request);
    // The same button pressed again after no answer came is the same action, not a second one.
    running = unanswered?.body === body ? unanswered.id : requestId();
    busy.value = true;
    error.value = null;
    progress.value = null;
    try {
      const answer = await call(command, request, { request: running });
      unanswered = null;
      return answer;
    } catch (reason) {
      const failure = toCommandError(reason);
      unanswered = failure.unanswered ? { id: running, body } : null;
      error.value = failure;
      return null;
    } finally {
      busy.value = false;
      running = "";
    }
  }

  async function cancel(): Promise<void> {
    if (running) await call("system.cancel", { request: running });
  }

  function clear(): void {
    error.value = null;
  }

  return { run, busy, error, progress, cancel, clear };
}
