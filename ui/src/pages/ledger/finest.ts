import type { Entries } from "@/generated/Entries";
import type { EntryRow } from "@/generated/EntryRow";
import { presetOf, type Preset } from "./form";

// 最美评选: one ledger has who was nominated, another what each reviewer gives them.
export const NOMINATIONS = "finest";
export const SCORES = "finest_score";

const DECIDED: readonly string[] = ["当选", "未当选"];

/** Afterwards nobody is reviewed any more. */
export const isDecided = ({ state }: EntryRow): boolean => DECIDED.includes(state);

/** The lines of one nomination, in either ledger: of the same person or team, in the same year. */
export const alikeOf = ({ person, team, facts }: EntryRow, ledger: string): Entries => ({
  ledger,
  ...(person ? { person: person.id } : {}),
  ...(team ? { team: team.id } : {}),
  facts: { year: facts.year ?? "" },
});

/** A score is begun with whom it is of, and the year. */
export const presetOfScore = ({ person, team, facts }: EntryRow): Preset => ({
  ...presetOf([...(person ? [{ kind: "person" as const, named: person }] : []), ...(team ? [{ kind: "team" as const, named: team }] : [])]),
  facts: { year: facts.year ?? "" },
});
