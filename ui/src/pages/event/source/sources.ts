import type { Organization } from "@/generated/Organization";
import type { PersonFilter } from "@/generated/PersonFilter";
import type { Team } from "@/generated/Team";
import type { View } from "@/generated/View";
import { holdsFormal } from "@/pages/organization/kinds";
import { treeOf } from "@/pages/organization/tree";
import { filterOf } from "@/pages/person/filters";
import { queryOf } from "@/pages/person/views";
import { text } from "@/text";

export const KINDS = ["organization", "team", "view"] as const;
export type SourceKind = (typeof KINDS)[number];

/** Many people at once: what the register is asked for to find them. */
export interface Source {
  id: string;
  name: string;
  lists: readonly PersonFilter[];
}

/** Nobody's formal membership is in a functional or a temporary branch. */
const listOf = ({ id, kind }: Organization): PersonFilter => (holdsFormal(kind) ? { branch: id } : { functional: id });

/** Each organization with all below it, where it stands in the tree; not what was dissolved. */
export function organizationsOf(all: readonly Organization[]): Source[] {
  const rows = treeOf(all, [], () => true);
  return rows.flatMap(({ organization, depth }, at) => {
    if (organization.closed !== "") return [];
    const after = rows.slice(at + 1);
    const end = after.findIndex((row) => row.depth <= depth);
    const under = (end < 0 ? after : after.slice(0, end)).map((row) => row.organization).filter(({ closed }) => closed === "");
    const { id, name } = organization;
    return [{ id, name: under.length > 0 ? text.source.withUnder(name) : name, lists: [organization, ...under].map(listOf) }];
  });
}

export const teamsOf = (all: readonly Team[]): Source[] => all.filter(({ ended }) => !ended).map(({ id, name }) => ({ id, name, lists: [{ team: id }] }));

export const viewsOf = (all: readonly View[]): Source[] => all.map(({ id, name, value }) => ({ id, name, lists: [filterOf(queryOf(value))] }));
