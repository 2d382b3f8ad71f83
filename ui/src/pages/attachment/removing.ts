import { computed, shallowRef } from "vue";
import { readAgain, useAction } from "@/api";
import type { Attachment } from "@/generated/Attachment";

/** Takes files off, and hangs the last one on again as it was. */
export function useRemoving() {
  const remove = useAction("attachment.remove");
  const restore = useAction("attachment.restore");
  const gone = shallowRef<Attachment | null>(null);
  const error = computed(() => remove.error.value ?? restore.error.value);
  const busy = computed(() => remove.busy.value || restore.busy.value);

  async function take(file: Attachment): Promise<boolean> {
    restore.clear();
    await remove.run({ id: file.id });
    if (remove.error.value) return false;
    gone.value = file;
    // Not waited for: the focus must be on what takes it back before the button that was pressed is gone from the list.
    void readAgain("attachment.list");
    return true;
  }

  /** The name of what was put back; null where there was none or it was refused. */
  async function putBack(): Promise<string | null> {
    const file = gone.value;
    if (!file) return null;
    await restore.run({ id: file.id });
    if (restore.error.value) return null;
    gone.value = null;
    await readAgain("attachment.list");
    return file.name;
  }

  function forget(): void {
    gone.value = null;
    remove.clear();
    restore.clear();
  }

  return { gone, error, busy, take, putBack, forget };
}
