import { shallowRef } from "vue";

/** The record somebody was just joined into: said on the page it leads to. */
export const justMerged = shallowRef<string | null>(null);
