import type { EventHours } from "@/generated/EventHours";
import type { FieldError } from "@/generated/FieldError";
import type { SaveEntry } from "@/generated/SaveEntry";
import { plainDigits } from "@/lib/heads";
import { text } from "@/text";

/** What was written over the hours of the clock: for everybody, and for some. */
export interface Hours {
  all: string | null;
  each: ReadonlyMap<string, string>;
  without: ReadonlySet<string>;
  team: string;
}

export const NO_HOURS: Hours = { all: null, each: new Map(), without: new Set(), team: "" };

/** Somebody who came. */
export interface Served {
  person: string;
  name: string;
  hours: string;
  ticked: boolean;
  line: SaveEntry;
}

export function servedOf({ lines, names }: EventHours, hours: Hours): Served[] {
  return lines.map((line, i) => {
    const person = line.person ?? "";
    return { person, name: names[i] ?? "", line, hours: hours.each.get(person) ?? hours.all ?? line.facts.hours ?? "", ticked: !hours.without.has(person) };
  });
}

export const chosenOf = (served: readonly Served[]): Served[] => served.filter(({ ticked }) => ticked);

/** Who has no hours yet, with what to do. */
export const lacking = (chosen: readonly Served[]): Map<string, string> =>
  new Map(chosen.filter(({ hours }) => hours.trim() === "").map(({ person }) => [person, text.eventHours.lacks]));

/** As they are written: the clock of the event stays, by which nobody's hours count twice. */
export function requestsOf(chosen: readonly Served[], team: string): SaveEntry[] {
  return chosen.map(({ line, hours }) => ({ ...line, ...(team ? { team } : {}), facts: { ...line.facts, hours: plainDigits(hours).trim() } }));
}

/** What the server said, by person. */
export function refusedOf(chosen: readonly Served[], fields: readonly FieldError[]): Map<string, string> {
  return new Map(
    fields.flatMap(({ path, message }) => {
      const served = chosen[Number(/^lines\.(\d+)/.exec(path)?.[1] ?? NaN)];
      return served ? [[served.person, message] as const] : [];
    }),
  );
}
