/** Pairs of one page. */
export const PAGE = 50;

/** Where a page begins that shows something: the last one, when pairs before it were settled. */
export function startOf(wanted: number, total: number): number {
  const last = Math.max(0, Math.ceil(total / PAGE) - 1) * PAGE;
  return Math.min(Math.max(0, wanted), last);
}

/** One name for a pair, whichever of the two stands first. */
export const pairKey = (one: string, other: string): string => [one, other].sort().join(" ");
