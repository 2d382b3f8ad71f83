import type { EventPage } from "@/generated/EventPage";
import type { RosterLine } from "@/generated/RosterLine";
import { text } from "@/text";
import { isDue, isExcused, isHere, isOut, isPresent, isSo, isWaiting } from "./roster";

export interface SignLine {
  person: string;
  name: string;
  belongs: string;
  remark: string;
}

const remarkOf = (line: RosterLine): string => {
  if (isHere(line)) return isSo("late", line) || isSo("proxy", line) ? text.signSheet.cameHow(line.attendance, line.at) : text.signSheet.came(line.at);
  if (isSo("absent", line)) return text.event.absentFor(line.attendance, line.reason);
  if (line.attendance !== "") return line.attendance;
  if (isWaiting(line)) return text.event.waits(line.waiting ?? 0);
  return isExcused(line) ? text.event.excusedFor(line.reason) : "";
};

/** Everybody who is expected, waits, is excused or has come; not who withdrew. */
export function signLines(roster: readonly RosterLine[]): SignLine[] {
  return roster
    .filter((line) => !isOut(line))
    .map((line) => ({ person: line.person, name: line.name, belongs: line.belongs, remark: remarkOf(line) }));
}

export interface SignFigures {
  /** 应到: registered, and excused, who are absent with a reason. */
  expected: number;
  /** Null before anybody has come: to be written by hand. */
  here: number | null;
  absent: number | null;
  /** Came without being registered, by name or not. */
  besides: number;
}

export function signFigures({ roster, event }: EventPage): SignFigures {
  const due = roster.filter(isDue);
  const present = due.filter(isPresent).length;
  const begun = event.here > 0;
  const besides = event.here - due.filter(isHere).length;
  return { expected: due.length, here: begun ? present : null, absent: begun ? due.length - present : null, besides };
}
