import { shallowRef } from "vue";
import type * as Drawing from "./drawing";

/** What draws, once it is there. */
export const drawing = shallowRef<typeof Drawing | null>(null);
/** Its part of the program could not be read: the figures stand in the tables all the same. */
export const isMissing = shallowRef(false);

export async function loadDrawing(): Promise<void> {
  if (drawing.value) return;
  try {
    drawing.value = await import("./drawing");
    isMissing.value = false;
  } catch {
    isMissing.value = true;
  }
}
