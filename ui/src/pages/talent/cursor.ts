import { computed, nextTick, ref, watch, type Ref } from "vue";

/** The row the cursor is on: it stays with its row when the list changes, else near where it was. */
export function useCursor(rows: () => readonly { id: string }[], scroller: Readonly<Ref<HTMLElement | null>>) {
  const cursor = ref<string | null>(null);
  const last = ref(-1);
  const at = computed(() => {
    const row = rows().findIndex((one) => one.id === cursor.value);
    return row >= 0 ? row : Math.min(last.value, rows().length - 1);
  });

  function stand(row: number, reveal = true): void {
    last.value = row;
    cursor.value = rows()[row]?.id ?? null;
    if (reveal) void nextTick(() => scroller.value?.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" }));
  }
  watch(rows, () => {
    if (last.value >= 0) stand(at.value, false);
  });

  function move(step: number): void {
    if (rows().length > 0) stand(Math.min(Math.max(at.value + step, 0), rows().length - 1));
  }

  /** True where the key was one that moves the cursor. */
  function pressed(key: string): boolean {
    const step = { arrowdown: 1, arrowup: -1, pagedown: 10, pageup: -10, home: -rows().length, end: rows().length }[key];
    if (step !== undefined) move(step);
    return step !== undefined;
  }

  return { at, stand, move, pressed };
}
