import { computed, shallowRef } from "vue";
import { readAgain, useAction } from "@/api";
import type { EntryRow } from "@/generated/EntryRow";

/** Takes lines out of a ledger, and puts the last one back as it was. */
export function useRemoving() {
  const remove = useAction("ledger.remove");
  const restore = useAction("ledger.restore");
  const gone = shallowRef<EntryRow | null>(null);
  const error = computed(() => remove.error.value ?? restore.error.value);

  async function take(entry: EntryRow): Promise<void> {
    restore.clear();
    await remove.run({ id: entry.id });
    if (remove.error.value) return;
    gone.value = entry;
    await readAgain("ledger.kinds", "ledger.list");
  }

  /** The line that was put back; null when there was none or it was refused. */
  async function putBack(): Promise<EntryRow | null> {
    if (!gone.value) return null;
    const back = await restore.run({ id: gone.value.id });
    if (!back) return null;
    gone.value = null;
    await readAgain("ledger.kinds", "ledger.list");
    return back;
  }

  function forget(): void {
    gone.value = null;
    remove.clear();
    restore.clear();
  }

  return { gone, error, take, putBack, forget };
}
