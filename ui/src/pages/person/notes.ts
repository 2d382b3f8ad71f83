import { shallowRef } from "vue";

/** What the last save wanted looked at: shown on the person's page it leads to. */
export const savedNotes = shallowRef<{ id: string; notes: readonly string[] } | null>(null);
