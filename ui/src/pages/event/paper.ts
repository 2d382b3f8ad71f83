import { nextTick, shallowRef } from "vue";
import { usePlatform } from "@/api";
import type { EventPage } from "@/generated/EventPage";
import type { SheetMark } from "@/generated/SheetMark";
import { paperDrawn } from "@/lib/paperDrawn";
import type { CertificateFace } from "./certificate";
import type { Minutes } from "./minutesPaper";
import type { SignLook } from "./signLook";

/** Whatever stands ready is what is printed: of an event one thing at a time. */
export type Paper =
  | { what: "signSheet"; page: EventPage; marks: readonly SheetMark[]; look: SignLook }
  | { what: "certificates"; faces: readonly CertificateFace[] }
  | { what: "minutes"; event: string; minutes: Minutes };

/** What lies in the printer: one for all parts of a page, or two would be printed together. */
const paper = shallowRef<Paper | null>(null);

export function usePaper() {
  async function print(next: Paper): Promise<void> {
    paper.value = next;
    await nextTick();
    await paperDrawn();
    // Whoever went on meanwhile wants no paper of what they left.
    if (paper.value !== next) return;
    usePlatform().print();
  }

  return { paper, print };
}
