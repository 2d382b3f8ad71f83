import type { Chosen } from "@/generated/Chosen";
import type { FilePurpose } from "@/generated/FilePurpose";
import type { FileRef } from "@/generated/FileRef";
import { requestId } from "@/api/request";
import type { Platform } from "./index";
import { EventStream } from "./stream";

const ACCEPT: Record<FilePurpose, string> = {
  // What a file is is told from its bytes, so nothing a clerk may have is hidden from the dialog.
  roster: "",
  workbook: ".xlsx",
  backup: "",
  restore: "",
  attachment: "",
};

/** The body of an answer, or the error it carries. */
async function bodyOf(answer: Response): Promise<unknown> {
  const body = (await answer.json()) as unknown;
  if (!answer.ok) throw body;
  return body;
}

// Held while the dialog is open: an input nobody holds may be collected before it answers.
let asking: HTMLInputElement | null = null;

/** Asks with the browser's own file dialog. */
function pick(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    asking = input;
    input.type = "file";
    input.accept = accept;
    const answer = (file: File | null) => {
      if (asking === input) asking = null;
      resolve(file);
    };
    input.addEventListener("change", () => answer(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => answer(null));
    input.click();
  });
}

export function browserPlatform(session: () => string | null): Platform {
  const header = (): Record<string, string> => {
    const token = session();
    return token ? { "x-yinhui-session": token } : {};
  };
  const stream = new EventStream(() => (session() ? header() : null));

  async function call(command: string, args: unknown, request: string): Promise<unknown> {
    const answer = await fetch("/rpc", {
      method: "POST",
      headers: { "content-type": "application/json", ...header() },
      body: JSON.stringify({ command, args, request }),
    });
    return bodyOf(answer);
  }

  async function upload(file: File): Promise<FileRef> {
    const answer = await fetch(`/files?name=${encodeURIComponent(file.name)}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", ...header() },
      body: file,
    });
    return (await bodyOf(answer)) as FileRef;
  }

  return {
    kind: "browser",
    call: (command, args, envelope) => call(command, args, envelope.request),
    onEvent: (heard) => stream.listen(heard),

    onDrop(dropped) {
      const over = (event: DragEvent) => event.preventDefault();
      const drop = (event: DragEvent) => {
        event.preventDefault();
        const files = [...(event.dataTransfer?.files ?? [])];
        // A file that cannot be taken is said when the page tries to read it; here there is nobody to tell.
        if (files.length > 0) void Promise.all(files.map(upload)).then(dropped, () => dropped([]));
      };
      document.addEventListener("dragover", over);
      document.addEventListener("drop", drop);
      return () => {
        document.removeEventListener("dragover", over);
        document.removeEventListener("drop", drop);
      };
    },

    async chooseFile(purpose, picked) {
      const file = await pick(ACCEPT[purpose]);
      if (!file) return null;
      picked?.();
      return upload(file);
    },

    async saveFile(purpose, suggested) {
      return ((await call("file.save_as", { purpose, suggested }, requestId())) as Chosen).file;
    },

    async deliver(file) {
      const answer = await fetch(`/files/${encodeURIComponent(file.id)}`, { headers: header() });
      if (!answer.ok) throw await answer.json();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = file.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },

    sessionChanged: () => stream.restart(),
    print: () => window.print(),
  };
}
