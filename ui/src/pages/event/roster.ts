import type { RosterLine } from "@/generated/RosterLine";
import { text } from "@/text";

export const FILTERS = ["all", "away", "here", "excused"] as const;
export type RosterFilter = (typeof FILTERS)[number];

const STATES = text.event.states;

export const isHere = (line: RosterLine): boolean => line.presence !== null;
/** Registered still: neither excused nor withdrawn. */
export const isExpected = (line: RosterLine): boolean => line.state === STATES.registered;
export const isExcused = (line: RosterLine): boolean => line.state === STATES.excused;
/** Has said no and has not come all the same. */
export const isOut = (line: RosterLine): boolean => line.state === STATES.withdrawn && !isHere(line);

const FITS: Record<RosterFilter, (line: RosterLine) => boolean> = {
  all: () => true,
  away: (line) => isExpected(line) && !isHere(line),
  here: isHere,
  excused: (line) => isExcused(line) && !isHere(line),
};

/** Who is shown, in the order of the roster; who withdrew stands at its end. */
export function shownOf(roster: readonly RosterLine[], filter: RosterFilter): RosterLine[] {
  const fits = roster.filter(FITS[filter]);
  return [...fits.filter((line) => !isOut(line)), ...fits.filter(isOut)];
}

export function countsOf(roster: readonly RosterLine[]): Record<RosterFilter, number> {
  const count = (filter: RosterFilter) => roster.filter(FITS[filter]).length;
  return { all: count("all"), away: count("away"), here: count("here"), excused: count("excused") };
}

/** What can be done with somebody now. */
export type RosterAct = "here" | "takeBack" | "excuse" | "withdraw" | "restore" | "register";

export function actsOf(line: RosterLine): RosterAct[] {
  if (isHere(line)) return line.registration === null ? ["takeBack", "register"] : ["takeBack"];
  if (isExpected(line)) return ["here", "excuse", "withdraw"];
  return isExcused(line) ? ["here", "restore", "withdraw"] : ["here", "restore"];
}

/** The row the cursor stands on once the rows have changed: the same person, else whoever took their place. */
export function rowOf(rows: readonly RosterLine[], person: string | null, last: number): number {
  const at = rows.findIndex((line) => line.person === person);
  return at >= 0 ? at : Math.min(last, rows.length - 1);
}
