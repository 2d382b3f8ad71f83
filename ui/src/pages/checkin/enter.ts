import type { Matches } from "@/generated/Matches";

export type EnterMeans = { person: string } | "choose" | "nobody";

/** Enter takes a row somebody chose, else the one the server names; with several it must be chosen. */
export function whatEnterDoes(matches: Matches, chosen: string | null): EnterMeans {
  if (chosen !== null && matches.matches.some((match) => match.person === chosen)) return { person: chosen };
  if (matches.enter !== null) return { person: matches.enter };
  return matches.matches.length === 0 ? "nobody" : "choose";
}
