import { nextTick, shallowRef } from "vue";
import { usePlatform } from "@/api";
import type { EventPage } from "@/generated/EventPage";
import type { CertificateFace } from "./certificate";

/** Whatever stands ready is what is printed: of an event one thing at a time. */
export type Paper = { what: "signSheet"; page: EventPage } | { what: "certificates"; faces: readonly CertificateFace[] };

export function usePaper() {
  const paper = shallowRef<Paper | null>(null);

  async function print(next: Paper): Promise<void> {
    paper.value = next;
    await nextTick();
    usePlatform().print();
  }

  return { paper, print };
}
