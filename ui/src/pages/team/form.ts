import type { SaveTeam } from "@/generated/SaveTeam";
import type { Team } from "@/generated/Team";
import { NOBODY, type Who } from "@/pages/ledger/form";
import { text } from "@/text";

/** A team as it stands in the form: as typed. */
export interface TeamForm {
  name: string;
  kind: string;
  leader: Who;
  phone: string;
  founded: string;
  about: string;
  ended: boolean;
  endedOn: string;
}

/** Where the form has a place for what the server says. */
export const PATHS = ["name", "kind", "leader", "phone", "founded", "about", "ended_on"];

export function formOf(team: Team | null, kind: string): TeamForm {
  if (!team) return { name: "", kind, leader: { ...NOBODY }, phone: "", founded: "", about: "", ended: false, endedOn: "" };
  const { name, leader, phone, founded, about, ended, ended_on: endedOn } = team;
  return { name, kind: team.kind, leader: leader ? { words: leader.name, person: leader.id, about: "" } : { ...NOBODY }, phone, founded, about, ended, endedOn };
}

/** What the form itself can tell is wrong, by path. */
export function wrongOf({ leader }: TeamForm): Record<string, string> {
  return leader.person === null && leader.words.trim() !== "" ? { leader: text.team.leaderUnresolved } : {};
}

/** What was not touched is left out, and so stays as it is: a leader who died since is no reason to refuse a new phone. */
export function requestOf(form: TeamForm, team: Team | null): SaveTeam {
  const before = formOf(team, form.kind);
  const leader = form.leader.person ?? "";
  const told = (["phone", "founded", "about"] as const).filter((key) => form[key].trim() !== before[key]);
  return {
    ...(team ? { id: team.id } : {}),
    name: form.name.trim(),
    kind: form.kind,
    ended: form.ended,
    ...(leader === (before.leader.person ?? "") ? {} : { leader }),
    ...Object.fromEntries(told.map((key) => [key, form[key].trim()])),
    ...endOf(form, team),
  };
}

/** The day it ended, where it was told or changed: left out, one that ends now ends today. */
function endOf({ ended, endedOn }: TeamForm, team: Team | null): { ended_on?: string } {
  const day = endedOn.trim();
  return ended && day !== (team?.ended_on ?? "") ? { ended_on: day } : {};
}
