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

export type LifeState = "held" | "excused" | "missing" | "open";

/** A stretch that is over and holds nothing is missing; one that is not over yet is still open. */
export function stateOf(branch: LifeBranch, kind: ShownKind, stretch: number, year: number, today: string): LifeState {
  if ((branch.held[kind.at]?.[stretch - 1] ?? 0) > 0) return "held";
  if (branch.excused[kind.at]?.includes(stretch)) return "excused";
  const last = (stretch * 12) / kind.stretches;
  return `${year}-${String(last).padStart(2, "0")}` < today.slice(0, 7) ? "missing" : "open";
}

/** A year as the address says it, else this one. */
export function yearOf(asked: unknown, today: string): number {
  return typeof asked === "string" && /^(19[5-9]\d|20\d\d|21\d\d)$/.test(asked) ? Number(asked) : Number(today.slice(0, 4));
}
