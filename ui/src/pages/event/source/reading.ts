import { onScopeDispose, ref, shallowRef } from "vue";
import { call, toCommandError, type CommandError, type Progress } from "@/api";
import type { PersonRow } from "@/generated/PersonRow";
import type { Source } from "./sources";

/** The register gives no more at once. */
const PAGE = 200;

/** Everybody of a source, read page by page; another one asked for meanwhile takes its place. */
export function useSourcePeople() {
  const people = shallowRef<readonly PersonRow[] | null>(null);
  const busy = ref(false);
  const error = shallowRef<CommandError | null>(null);
  const progress = shallowRef<Progress | null>(null);
  let turn = 0;

  async function read(source: Source): Promise<void> {
    stop();
    const mine = turn;
    const found = new Map<string, PersonRow>();
    people.value = error.value = progress.value = null;
    busy.value = true;
    try {
      for (const [at, filter] of source.lists.entries()) {
        for (let offset = 0, total = 1; offset < total; offset += PAGE) {
          const page = await call("person.list", { filter, offset, limit: PAGE });
          if (mine !== turn) return;
          total = page.total;
          for (const row of page.rows) found.set(row.id, row);
          progress.value = source.lists.length > 1 ? { done: at, total: source.lists.length } : { done: found.size, total };
        }
      }
      people.value = [...found.values()];
    } catch (reason) {
      if (mine === turn) error.value = toCommandError(reason);
    } finally {
      if (mine === turn) busy.value = false;
    }
  }

  /** What is still on its way is not waited for. */
  function stop(): void {
    turn += 1;
    busy.value = false;
  }

  function forget(): void {
    stop();
    people.value = error.value = null;
  }
  onScopeDispose(stop);

  return { people, busy, error, progress, read, stop, forget };
}
