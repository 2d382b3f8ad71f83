import { text } from "@/text";

/** States of somebody in the pool, in the order they are gone through. */
export const STATES = ["申报", "审核", "入库", "暂停", "出库"] as const;
export type State = (typeof STATES)[number];

export const isState = (word: string): word is State => (STATES as readonly string[]).includes(word);

/** Where one may go from each; the server keeps the same table. */
const NEXT: Record<State, readonly State[]> = {
  申报: ["审核", "入库", "出库"],
  审核: ["入库", "出库"],
  // In once more: a review they passed.
  入库: ["入库", "暂停", "出库"],
  暂停: ["入库", "出库"],
  出库: ["入库", "申报"],
};

/** States that may follow; of the dead only 出库. */
export function nextOf(state: string, died: boolean): readonly State[] {
  const next = isState(state) ? NEXT[state] : [];
  return died ? next.filter((one) => one === "出库") : next;
}

/** What the way to a state is called, from where one stands. */
export function actOf(from: string, to: State): string {
  const { moves, again } = text.talent;
  return to === "入库" && (from === "入库" || from === "暂停" || from === "出库") ? again[from] : moves[to];
}

/** In the pool already and in it once more. */
export const isReview = (from: string, to: string): boolean => from === "入库" && to === "入库";

/** Must say why. */
export const needsReason = (state: State): boolean => state === "暂停" || state === "出库";

const TONES: Record<State, string> = { 申报: "blue", 审核: "blue", 入库: "green", 暂停: "amber", 出库: "" };
export const toneOf = (state: string): string => (isState(state) ? TONES[state] : "");
