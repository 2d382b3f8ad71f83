import type { Match } from "@/generated/Match";
import type { Matches } from "@/generated/Matches";
import { plainDigits } from "@/lib/heads";
import { text } from "@/text";

/** A name of a pasted list that was not registered: why, and who it could be. */
export interface Undecided {
  name: string;
  why: string;
  matches: readonly Match[];
}

/**
 * The names of a list as it is pasted: one a line, or with marks between them; the number before a name and blanks
 * within it go. A line of digits is somebody's number and stays. Each once.
 */
export function namesOf(pasted: string): string[] {
  const names = pasted
    .split(/[\n\r\t,，、;；]+/)
    .map((line) => line.trim())
    .map((line) => line.replace(/^[（(]?[0-9０-９]{1,4}(?:[.．、:：)）]\s*|\s+)(?=\D)/, "").trim())
    .map((line) => (/\p{Script=Han}/u.test(line) ? line.replace(/\s+/g, "") : line))
    // The number of a row stands in a cell of its own.
    .filter((line) => line !== "" && !/^\d{1,3}[.．)）]?$/.test(plainDigits(line)));
  return [...new Set(names)];
}

/** Who a name means: the only one who bears it, else why nobody is taken for it. */
export function meant(name: string, { matches, enter, refused }: Matches): { person: string } | Undecided {
  const exact = matches.filter((match) => match.exact);
  const only = exact[0];
  if (exact.length === 1 && only) {
    return only.person === enter ? { person: enter } : { name, why: only.say ?? text.event.notFit, matches: [] };
  }
  if (exact.length > 1) return { name, why: text.event.sameName(exact.length), matches: exact };
  if (matches.length > 0) return { name, why: text.event.similar, matches };
  return { name, why: refused ?? text.event.notFound, matches: [] };
}
