import type { Organization } from "@/generated/Organization";
import type { OrganizationCount } from "@/generated/OrganizationCount";

/** An organization where it stands in the tree. */
export interface Branch {
  organization: Organization;
  /** How far below the top. */
  depth: number;
  count: OrganizationCount | null;
}

/**
 * Every organization below its superior, by name. What fits is shown with all that stands above it, so that one sees
 * where it belongs; one whose superior is unknown stands at the top.
 */
export function treeOf(all: readonly Organization[], counts: readonly OrganizationCount[], fits: (organization: Organization) => boolean): Branch[] {
  const count = new Map(counts.map((one) => [one.id, one]));
  const known = new Map(all.map((one) => [one.id, one]));
  const under = new Map<string, Organization[]>();
  for (const one of all) {
    const parent = one.parent !== null && known.has(one.parent) ? one.parent : "";
    under.set(parent, [...(under.get(parent) ?? []), one]);
  }
  const shown = new Set<string>();
  for (const one of all.filter(fits)) {
    for (let at: Organization | undefined = one; at && !shown.has(at.id); at = at.parent === null ? undefined : known.get(at.parent)) shown.add(at.id);
  }
  const rows: Branch[] = [];
  const walk = (parent: string, depth: number) => {
    for (const organization of under.get(parent) ?? []) {
      if (shown.has(organization.id)) rows.push({ organization, depth, count: count.get(organization.id) ?? null });
      walk(organization.id, depth + 1);
    }
  };
  walk("", 0);
  return rows;
}
