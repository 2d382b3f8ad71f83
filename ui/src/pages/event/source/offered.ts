import type { Enrolment } from "@/generated/Enrolment";
import type { PersonRow } from "@/generated/PersonRow";
import type { RosterLine } from "@/generated/RosterLine";
import { DIED, REGISTERED } from "@/pages/person/states";
import { text } from "@/text";
import { isOut, isWalkIn } from "../roster";

/** How somebody stands on the list already. */
export interface Mark {
  say: string;
  /** They can be put there all the same. */
  may: boolean;
  /** And it is meant so, unless somebody says otherwise. */
  usual: boolean;
}

/** Somebody who is offered. */
export interface Offered {
  person: string;
  name: string;
  sex: string;
  age: string;
  belongs: string;
  /** What is to be known of them. */
  say: string;
  may: boolean;
  usual: boolean;
}

/** Who withdrew has said no: they are asked again only on purpose. Who is excused stays so. */
export function marksOfRoster(roster: readonly RosterLine[]): ReadonlyMap<string, Mark> {
  const { on, came } = text.source;
  const markOf = (line: RosterLine): Mark => {
    if (isWalkIn(line)) return { say: came, may: true, usual: true };
    return isOut(line) ? { say: text.event.withdrawn, may: true, usual: false } : { say: on(line.state), may: false, usual: false };
  };
  return new Map(roster.map((line) => [line.person, markOf(line)]));
}

/** Who has left a series may come back to it. */
export function marksOfSeries(enrolments: readonly Enrolment[]): ReadonlyMap<string, Mark> {
  const { enrolled, left } = text.source;
  const marks = new Map<string, Mark>();
  for (const { person } of enrolments.filter(({ until }) => until !== "")) marks.set(person, { say: left, may: true, usual: false });
  for (const { person } of enrolments.filter(({ until }) => until === "")) marks.set(person, { say: enrolled, may: false, usual: false });
  return marks;
}

const isGone = ({ state }: PersonRow): boolean => state === DIED || state === text.source.moved;

/** Those who can be asked, and how many are dead or have left. */
export function offeredOf(people: readonly PersonRow[], marks: ReadonlyMap<string, Mark>): { offered: Offered[]; gone: number } {
  const here = people.filter((row) => !isGone(row));
  const offered = here.map(({ id, name, sex, age, branch, unit, state }) => {
    const mark = marks.get(id);
    const say = mark?.say ?? (state === REGISTERED ? "" : state);
    return { person: id, name, sex, age, belongs: branch || unit, say, may: mark?.may ?? true, usual: mark?.usual ?? true };
  });
  return { offered, gone: people.length - here.length };
}
