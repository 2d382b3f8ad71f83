import { computed, ref, shallowRef } from "vue";
import { toCommandError, useAction, usePlatform, type CommandError } from "@/api";
import type { EntriesFile } from "@/generated/EntriesFile";
import type { FileRef } from "@/generated/FileRef";

/** A workbook is chosen and its lines are read; nothing is written. */
export function useReading(ledger: () => string) {
  const read = useAction("ledger.read_file");
  const open = ref(false);
  const busy = ref(false);
  const file = shallowRef<FileRef | null>(null);
  const found = shallowRef<EntriesFile | null>(null);
  const failed = shallowRef<CommandError | null>(null);

  /** Somebody took a file: what was read of another is gone. */
  function begin(): void {
    open.value = true;
    found.value = file.value = failed.value = null;
    read.clear();
  }

  async function choose(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    try {
      const chosen = await usePlatform().chooseFile("roster", begin);
      if (!chosen) return;
      begin();
      file.value = chosen;
      found.value = await read.run({ ledger: ledger(), file: chosen });
    } catch (reason) {
      begin();
      failed.value = toCommandError(reason);
    } finally {
      busy.value = false;
    }
  }

  const error = computed(() => failed.value ?? read.error.value);
  return { open, busy, file, found, error, progress: read.progress, choose, cancel: read.cancel };
}
