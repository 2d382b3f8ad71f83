// The only file that knows the desktop shell.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Chosen } from "@/generated/Chosen";
import type { Event } from "@/generated/Event";
import type { FileRef } from "@/generated/FileRef";
import { requestId } from "@/api/request";
import type { Platform } from "./index";

function subscribe<T>(name: string, heard: (payload: T) => void): () => void {
  const stop = listen<T>(name, (event) => heard(event.payload));
  return () => void stop.then((unlisten) => unlisten());
}

export function windowPlatform(session: () => string | null): Platform {
  const rpc = (command: string, args: unknown, request: string) =>
    invoke<unknown>("rpc", { call: { command, args, session: session(), request } });
  const ask = async (command: string, args: unknown) => ((await rpc(command, args, requestId())) as Chosen).file;

  return {
    kind: "window",
    call: (command, args, envelope) =>
      invoke<unknown>("rpc", { call: { command, args, session: envelope.session, request: envelope.request } }),
    onEvent: (heard) => subscribe<Event>("yinhui", heard),
    onDrop: (dropped) => subscribe<FileRef[]>("yinhui-drop", dropped),
    chooseFile: (purpose) => ask("file.choose", { purpose }),
    saveFile: (purpose, suggested) => ask("file.save_as", { purpose, suggested }),
    deliver: () => Promise.resolve(),
    sessionChanged: () => undefined,
    print: () => window.print(),
  };
}
