import { nextTick, onBeforeUnmount, ref, shallowRef } from "vue";
import { call, toCommandError, usePlatform, type CommandError } from "@/api";
import type { EntryRow } from "@/generated/EntryRow";
import type { PaperSheet } from "@/lib/paperTable";
import { text } from "@/text";

/** Lines of one answer, and of one print. */
const PART = 500;
const MOST = 2000;

/** Puts sheets on the page and prints them. */
export function usePaper() {
  const sheets = shallowRef<readonly PaperSheet[]>([]);
  async function print(these: readonly PaperSheet[]): Promise<void> {
    sheets.value = these;
    await nextTick();
    if (these.length > 0) usePlatform().print();
  }
  onBeforeUnmount(() => (sheets.value = []));
  return { sheets, print };
}

/** Every plan that is still open, or why they cannot be had. */
export function useOpenPlans() {
  const busy = ref(false);
  const error = shallowRef<CommandError | null>(null);
  const refused = ref("");

  async function readAll(): Promise<EntryRow[]> {
    const filter = { ledger: "care_plan", state: "待走访" };
    const first = await call("ledger.list", { filter, offset: 0, limit: PART });
    if (first.total === 0) refused.value = text.visits.printNone;
    if (first.total > MOST) refused.value = text.visits.printMany(first.total, MOST);
    if (refused.value !== "") return [];
    const rows = [...first.rows];
    while (rows.length < first.total) {
      const { rows: more } = await call("ledger.list", { filter, offset: rows.length, limit: PART });
      if (more.length === 0) break;
      rows.push(...more);
    }
    return rows;
  }

  async function read(): Promise<EntryRow[]> {
    if (busy.value) return [];
    busy.value = true;
    error.value = null;
    refused.value = "";
    try {
      return await readAll();
    } catch (reason) {
      error.value = toCommandError(reason);
      return [];
    } finally {
      busy.value = false;
    }
  }

  return { busy, error, refused, read };
}
