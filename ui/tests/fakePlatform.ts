import { setPlatform, type Command, type RequestOf, type ResponseOf } from "@/api";
import { beginSession } from "@/api/session";
import type { ApiError } from "@/generated/ApiError";
import type { Event } from "@/generated/Event";
import type { Envelope, Platform } from "@/platform";

type Answers = { [K in Command]?: (request: RequestOf<K>) => ResponseOf<K> | Promise<ResponseOf<K>> };

export interface Sent extends Envelope {
  command: string;
  args: unknown;
}

/** A carrier that answers from memory and remembers what it was asked. */
export function fakePlatform(answers: Answers) {
  const sent: Sent[] = [];
  const listeners = new Set<(event: Event) => void>();
  const platform: Platform = {
    kind: "browser",
    call(command, args, envelope) {
      sent.push({ command, args, ...envelope });
      const answer = answers[command as Command] as ((request: unknown) => unknown) | undefined;
      if (!answer) return Promise.reject(refusal("fault", `no answer for ${command}`));
      return Promise.resolve().then(() => answer(args));
    },
    onEvent(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    onDrop: () => () => undefined,
    chooseFile: () => Promise.resolve(null),
    saveFile: () => Promise.resolve(null),
    deliver: () => Promise.resolve(),
    sessionChanged: () => undefined,
    print: () => undefined,
  };
  setPlatform(platform);
  beginSession("token");
  return {
    sent,
    platform,
    tell: (event: Event) => listeners.forEach((heard) => heard(event)),
    of: (command: Command) => sent.filter((call) => call.command === command),
  };
}

export function refusal(code: ApiError["code"], message: string, fields: ApiError["fields"] = []): ApiError {
  return { code, message, fields, ref: "" };
}
