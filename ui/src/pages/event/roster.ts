import type { RosterLine } from "@/generated/RosterLine";
import { text } from "@/text";

export const FILTERS = ["all", "away", "here", "excused", "absent", "waiting"] as const;
export type RosterFilter = (typeof FILTERS)[number];

const { states: STATES, attendance: HOW } = text.event;
/** From this age on a relative signs for who takes part. */
const SIGNS_FROM = 80;

export const isHere = (line: RosterLine): boolean => line.presence !== null;
/** Counts as 实到: here, or there online. */
export const isPresent = (line: RosterLine): boolean => isHere(line) || line.attendance === HOW.online;
/** Registered still: neither excused nor withdrawn, and with a place. */
export const isExpected = (line: RosterLine): boolean => line.state === STATES.registered;
export const isExcused = (line: RosterLine): boolean => line.state === STATES.excused;
export const isWaiting = (line: RosterLine): boolean => line.state === STATES.waiting;
/** Came without being registered. */
export const isWalkIn = (line: RosterLine): boolean => line.state === STATES.walkIn;
/** Has said no and has not come all the same. */
export const isOut = (line: RosterLine): boolean => line.state === STATES.withdrawn && !isHere(line);
/** 应到: expected, or absent with a reason. */
export const isDue = (line: RosterLine): boolean => isExpected(line) || isExcused(line);
/** Old enough that a relative signs too. */
export const isOld = (line: RosterLine): boolean => Number.parseInt(line.age, 10) >= SIGNS_FROM;

const FITS: Record<RosterFilter, (line: RosterLine) => boolean> = {
  all: () => true,
  away: (line) => isExpected(line) && !isHere(line) && line.attendance === "",
  here: isPresent,
  excused: (line) => isExcused(line) && !isHere(line),
  absent: (line) => line.attendance === HOW.absent || line.attendance === HOW.delivered,
  waiting: isWaiting,
};

/** Who is shown, in the order of the roster; who withdrew stands at its end. */
export function shownOf(roster: readonly RosterLine[], filter: RosterFilter): RosterLine[] {
  const fits = roster.filter(FITS[filter]);
  return [...fits.filter((line) => !isOut(line)), ...fits.filter(isOut)];
}

export function countsOf(roster: readonly RosterLine[]): Record<RosterFilter, number> {
  const counts = FILTERS.map((filter) => [filter, roster.filter(FITS[filter]).length] as const);
  return Object.fromEntries(counts) as Record<RosterFilter, number>;
}

/** What can be done with somebody now, by the buttons of their row. */
export type RowAct = "here" | "takeBack" | "excuse" | "withdraw" | "restore" | "register" | "beyond";
/** How somebody came, or why not: said by key or from the strip above the roster. */
export const HOWS = ["late", "proxy", "online", "delivered", "absent"] as const;
export type How = (typeof HOWS)[number];
export type RosterAct = RowAct | How;

export function actsOf(line: RosterLine): RowAct[] {
  if (isHere(line)) return isWalkIn(line) ? ["takeBack", "register"] : ["takeBack"];
  if (isWaiting(line)) return ["here", "beyond", "withdraw"];
  if (isExpected(line)) return ["here", "excuse", "withdraw"];
  return isExcused(line) ? ["here", "restore", "withdraw"] : ["here", "restore"];
}

/** Whether it is so already: then the same key takes it back. */
export const isSo = (how: How, line: RosterLine): boolean => line.attendance === HOW[how];

/** Who is here came in person, or another signed; who is not may have been elsewhere. */
export function mayBe(how: How, line: RosterLine): boolean {
  if (how === "late" || how === "proxy") return !isOut(line);
  return !isHere(line) && isDue(line);
}

/** The row the cursor stands on once the rows have changed: the same person, else whoever took their place. */
export function rowOf(rows: readonly RosterLine[], person: string | null, last: number): number {
  const at = rows.findIndex((line) => line.person === person);
  return at >= 0 ? at : Math.min(last, rows.length - 1);
}
