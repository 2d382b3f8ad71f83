import type { EventPage } from "@/generated/EventPage";
import type { RosterLine } from "@/generated/RosterLine";
import { text } from "@/text";
import { isExcused, isHere, isOut } from "./roster";

/** Rows of one sheet of A4, high enough to sign in. */
export const SIGN_ROWS = 19;
/** Lines always left for who comes without being registered. */
export const SIGN_BLANK = 5;

export interface SignLine {
  name: string;
  belongs: string;
  remark: string;
}

const remarkOf = (line: RosterLine): string => {
  if (isHere(line)) return text.signSheet.came(line.at);
  return isExcused(line) ? text.event.excusedFor(line.reason) : "";
};

/** Everybody who is expected, excused or has come; not who withdrew. */
export function signLines(roster: readonly RosterLine[]): SignLine[] {
  return roster
    .filter((line) => !isOut(line))
    .map((line) => ({ name: line.name, belongs: line.belongs, remark: remarkOf(line) }));
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
  const due = roster.filter((line) => line.registration !== null && !isOut(line));
  const here = due.filter(isHere).length;
  const begun = event.here > 0;
  return { expected: due.length, here: begun ? here : null, absent: begun ? due.length - here : null, besides: event.here - here };
}
