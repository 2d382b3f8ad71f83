import type { Event } from "@/generated/Event";
import type { FilePurpose } from "@/generated/FilePurpose";
import type { FileRef } from "@/generated/FileRef";

/** What travels beside a command. */
export interface Envelope {
  session: string | null;
  request: string;
}

/** Whatever carries this page: the desktop window or a browser on the same machine. */
export interface Platform {
  readonly kind: "window" | "browser";
  /** Carries one command and its answer; rejects with what `toCommandError` understands. */
  call(command: string, args: unknown, envelope: Envelope): Promise<unknown>;
  /** Messages to every open page; returns how to stop listening. */
  onEvent(heard: (event: Event) => void): () => void;
  /** Files dropped on the page; returns how to stop listening. */
  onDrop(dropped: (files: FileRef[]) => void): () => void;
  /** Asks for a file to read; null when the person changed their mind. `picked` hears that there is one, which may still
   * have to be read. */
  chooseFile(purpose: FilePurpose, picked?: () => void): Promise<FileRef | null>;
  /** Asks where to write; null when the person changed their mind. */
  saveFile(purpose: FilePurpose, suggested: string): Promise<FileRef | null>;
  /** Hands a written file to the person: a download in the browser, nothing in the window. */
  deliver(file: FileRef): Promise<void>;
  /** Somebody logged in or the desk was locked. */
  sessionChanged(): void;
  print(): void;
}

/** Only the carrier that is needed is loaded. */
export async function choosePlatform(session: () => string | null): Promise<Platform> {
  if ("__TAURI_INTERNALS__" in window) {
    const { windowPlatform } = await import("./window");
    return windowPlatform(session);
  }
  const { browserPlatform } = await import("./browser");
  return browserPlatform(session);
}
