import { ref, shallowRef } from "vue";
import { call, readAgain, toCommandError, usePlatform, type Progress } from "@/api";
import type { AttachmentHolder } from "@/generated/AttachmentHolder";
import { wholePhotoOfFile } from "@/lib/photo";
import { text } from "@/text";

const t = text.attachments;

/** Every photo is sent as JPEG, and is called so. */
export const jpegName = (name: string): string => (/\.jpe?g$/i.test(name) ? name : `${name.replace(/\.[^.]+$/, "")}.jpg`);

/** Hangs files on something, one after another; one that cannot be taken does not keep the others out. */
export function useAdding(holder: () => AttachmentHolder) {
  const progress = shallowRef<Progress | null>(null);
  const added = ref(0);
  /** What could not be taken, and why. */
  const failed = shallowRef<readonly string[]>([]);

  async function each<T>(things: readonly T[], name: (thing: T) => string, send: (thing: T) => Promise<unknown>): Promise<void> {
    if (progress.value || things.length === 0) return;
    forget();
    for (const [done, thing] of things.entries()) {
      progress.value = { done, total: things.length };
      try {
        await send(thing);
        added.value += 1;
      } catch (reason) {
        const why = reason instanceof Unreadable ? t.unreadable : toCommandError(reason).message;
        failed.value = [...failed.value, name(thing) === "" ? why : t.failed(name(thing), why)];
      }
    }
    await readAgain("attachment.list");
    progress.value = null;
  }

  const addPhotos = (files: readonly File[]) =>
    each(files, (file) => file.name, async (file) => {
      const jpeg = await wholePhotoOfFile(file);
      if (jpeg === null) throw new Unreadable();
      await call("attachment.add", { holder: holder(), name: jpegName(file.name), jpeg });
    });

  const addFile = () =>
    each([""], (name) => name, async () => {
      const file = await usePlatform().chooseFile("attachment");
      if (file) await call("attachment.add", { holder: holder(), file });
      else added.value -= 1;
    });

  function forget(): void {
    added.value = 0;
    failed.value = [];
  }

  return { progress, added, failed, addPhotos, addFile, forget };
}

class Unreadable extends Error {}
