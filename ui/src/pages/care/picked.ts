import { computed, shallowRef } from "vue";

/** Somebody on a list. */
export interface Listed {
  person: string;
}

/** Those who are ticked: whoever is on the list no more is not ticked any more either. */
export function usePicked<Row extends Listed>(rows: () => readonly Row[]) {
  const ids = shallowRef<ReadonlySet<string>>(new Set());
  const picked = computed(() => rows().filter((row) => ids.value.has(row.person)));

  function set(these: readonly Row[], on: boolean): void {
    const next = new Set(ids.value);
    for (const { person } of these) {
      if (on) next.add(person);
      else next.delete(person);
    }
    ids.value = next;
  }

  const toggle = (row: Row): void => set([row], !ids.value.has(row.person));
  const clear = (): void => void (ids.value = new Set());

  return { ids, picked, set, toggle, clear };
}
