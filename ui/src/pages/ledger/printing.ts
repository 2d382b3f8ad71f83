import { nextTick, ref, shallowRef } from "vue";
import { call, toCommandError, usePlatform, type CommandError } from "@/api";
import type { Entries } from "@/generated/Entries";
import type { EntryPage } from "@/generated/EntryPage";
import { text } from "@/text";

/** Lines of one answer, and of one print. */
const PART = 500;
const MOST = 2000;

/** Reads every line that fits, not only those on show, and prints them the first day first. */
export function usePrinting() {
  const busy = ref(false);
  const error = shallowRef<CommandError | null>(null);
  const tooMany = ref("");
  const paper = shallowRef<EntryPage | null>(null);

  async function readAll(filter: Entries): Promise<EntryPage | null> {
    const first = await call("ledger.list", { filter, offset: 0, limit: PART });
    if (first.total > MOST) {
      tooMany.value = text.ledger.printMany(first.total, MOST);
      return null;
    }
    const rows = [...first.rows];
    while (rows.length < first.total) {
      const { rows: more } = await call("ledger.list", { filter, offset: rows.length, limit: PART });
      if (more.length === 0) break;
      rows.push(...more);
    }
    return first.total === 0 ? null : { ...first, rows: rows.reverse() };
  }

  async function print(filter: Entries): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    tooMany.value = "";
    try {
      paper.value = await readAll(filter);
      await nextTick();
      if (paper.value) usePlatform().print();
    } catch (reason) {
      error.value = toCommandError(reason);
    } finally {
      busy.value = false;
    }
  }

  return { busy, error, tooMany, paper, print };
}
