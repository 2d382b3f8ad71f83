import { nextTick, shallowRef } from "vue";
import { usePlatform } from "@/api";
import type { VolunteerCertificate } from "@/generated/VolunteerCertificate";
import type { VolunteerTotals } from "@/generated/VolunteerTotals";
import type { View } from "./hoursPaper";

/** Whatever stands ready is what is printed: one thing at a time. */
export type Paper =
  | { what: "certificate"; certificate: VolunteerCertificate }
  | { what: "hours"; totals: VolunteerTotals; view: View; from: string; to: string };

export function usePaper() {
  const paper = shallowRef<Paper | null>(null);

  async function print(next: Paper): Promise<void> {
    paper.value = next;
    await nextTick();
    usePlatform().print();
  }

  return { paper, print };
}
