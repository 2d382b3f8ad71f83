import type { Commands } from "@/generated/Commands";
import type { Platform } from "@/platform";
import { CommandError, toCommandError } from "@/platform/error";
import { requestId } from "./request";
import { endSession, sessionToken } from "./session";

export type Command = keyof Commands;
export type RequestOf<K extends Command> = Commands[K]["request"];
export type ResponseOf<K extends Command> = Commands[K]["response"];

let platform: Platform | null = null;

export function usePlatform(): Platform {
  if (!platform) throw new Error("no platform yet");
  return platform;
}

export function setPlatform(chosen: Platform): void {
  platform = chosen;
}

/** What the open screen may call, and all it may: refused, its session is gone, and it has nobody to ask. */
const OF_OPEN_SCREEN: readonly Command[] = ["self_service.check_in", "self_service.end"];

const RETRY_WAITS = [300, 1200];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * One command. An unanswered one is sent again under the same request id: had it been done, the server
 * answers as it did the first time.
 */
export async function call<K extends Command>(
  command: K,
  request: RequestOf<K>,
  opts: { request?: string } = {},
): Promise<ResponseOf<K>> {
  const id = opts.request ?? requestId();
  for (let attempt = 0; ; attempt += 1) {
    const session = sessionToken();
    try {
      return (await usePlatform().call(command, request, { session, request: id })) as ResponseOf<K>;
    } catch (reason) {
      const error = toCommandError(reason);
      const wait = RETRY_WAITS[attempt];
      if (error.unanswered && wait !== undefined) {
        await pause(wait);
        continue;
      }
      if (error.code === "forbidden" && session !== null && command !== "system.status") {
        if (OF_OPEN_SCREEN.includes(command)) leave(session);
        else await leaveIfLost(session);
      }
      throw error;
    }
  }
}

/** Unless somebody else came meanwhile. */
function leave(session: string): void {
  if (sessionToken() === session) endSession(true);
}

/** `forbidden` says either that the role may not or that nobody is logged in any more: ask which. */
async function leaveIfLost(session: string): Promise<void> {
  try {
    const status = await call("system.status", null);
    if (status.stage !== "open") leave(session);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
  }
}
