import type { TeamMember } from "@/generated/TeamMember";
import type { TeamPage } from "@/generated/TeamPage";
import { columnsOf, cutToSheets, type PaperSheet } from "@/lib/paperTable";
import { text } from "@/text";

const t = text.team;

/** Millimetres of each column, 180 in all. */
export const COLUMNS = columnsOf(t.paperColumns, [11, 20, 11, 23, 45, 28, 20, 22]);

export const belongsOf = ({ person }: TeamMember): string => person.branch || person.unit;
/** What somebody is: their post, and who leads with none is said to. */
export const postOf = ({ post, leads }: TeamMember): string => post || (leads ? t.leads : "");

const cellsOf = (member: TeamMember, number: number): string[] => {
  const { name, sex, birth, phones } = member.person;
  return [String(number), name, sex, birth, belongsOf(member), phones, postOf(member), member.from];
};

/** The members of a team as sheets of A4. */
export function memberSheets({ team, day, members }: TeamPage, centre: string): PaperSheet[] {
  const heads = [centre, ...(team.leader ? [text.common.pair(t.leader, team.leader.name)] : []), t.asAt(day), t.members(members.length)];
  return cutToSheets(members.map((member, i) => cellsOf(member, i + 1)), COLUMNS).map((rows) => ({ title: t.listTitle(team.name), heads, rows }));
}
