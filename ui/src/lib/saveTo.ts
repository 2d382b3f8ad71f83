import { ref, shallowRef } from "vue";
import { toCommandError, usePlatform, type CommandError } from "@/api";
import type { Exported } from "@/generated/Exported";
import type { FilePurpose } from "@/generated/FilePurpose";
import type { FileRef } from "@/generated/FileRef";

/** Asks where to, writes there, and hands the file over. */
export function useSaveTo() {
  const busy = ref(false);
  const error = shallowRef<CommandError | null>(null);
  const done = shallowRef<Exported | null>(null);

  async function save(purpose: FilePurpose, suggested: string, write: (file: FileRef) => Promise<Exported>): Promise<void> {
    if (busy.value) return;
    error.value = null;
    done.value = null;
    busy.value = true;
    try {
      const file = await usePlatform().saveFile(purpose, suggested);
      if (!file) return;
      const written = await write(file);
      await usePlatform().deliver(written.file);
      done.value = written;
    } catch (reason) {
      error.value = toCommandError(reason);
    } finally {
      busy.value = false;
    }
  }

  return { busy, error, done, save };
}
