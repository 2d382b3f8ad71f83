import type { LifeBranch } from "@/generated/LifeBranch";
import type { LifeKind } from "@/generated/LifeKind";
import { text } from "@/text";

const o = text.organization;

/** A kind of meeting and where it stands in the answer. */
export interface ShownKind extends LifeKind {
  at: number;
}

export const kindsOf = (kinds: readonly LifeKind[]): ShownKind[] => kinds.map((kind, at) => ({ ...kind, at }));

/** What a stretch of the year is called. */
export function stretchLabel(stretches: number, stretch: number): string {
  if (stretches === 12) return o.lifeMonth(stretch);
  return stretches === 4 ? o.lifeQuarter(stretch) : o.lifeYearOnce;
}

export type LifeState = "held" | "outside" | "excused" | "missing" | "open";

/** One stretch of one kind of meeting of a branch. */
export interface Stretch {
  state: LifeState;
  /** How many were held, of how many that make it complete. */
  count: number;
  asked: number;
  /** Each 党小组 holds it for itself. */
  ofGroups: boolean;
}

/** A stretch that is over and does not hold all that was asked is missing; one that is not over yet is still open. */
function stateOf(branch: LifeBranch, { at, stretches }: ShownKind, stretch: number, year: number, today: string): LifeState {
  if ((branch.held[at]?.[stretch - 1] ?? 0) >= (branch.asked[at] ?? 1)) return "held";
  if (branch.outside[at]?.includes(stretch)) return "outside";
  if (branch.excused[at]?.includes(stretch)) return "excused";
  const last = (stretch * 12) / stretches;
  return `${year}-${String(last).padStart(2, "0")}` < today.slice(0, 7) ? "missing" : "open";
}

export const stretchOf = (branch: LifeBranch, kind: ShownKind, stretch: number, year: number, today: string): Stretch => ({
  state: stateOf(branch, kind, stretch, year, today),
  count: branch.held[kind.at]?.[stretch - 1] ?? 0,
  asked: branch.asked[kind.at] ?? 1,
  ofGroups: kind.kind === o.groupMeeting,
});

/** A year as the address says it, else this one. */
export function yearOf(asked: unknown, today: string): number {
  return typeof asked === "string" && /^(19[5-9]\d|20\d\d|21\d\d)$/.test(asked) ? Number(asked) : Number(today.slice(0, 4));
}
