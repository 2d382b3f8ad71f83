import type { Annual } from "@/generated/Annual";
import type { Cell } from "@/generated/Cell";
import { figure } from "@/lib/figures";
import { text } from "@/text";
import { cellOf, formOf } from "./cells";

export const BRANCHES = "branches";
export const MEETINGS = "meetings";
/** 三会一课: the general meeting, the committee, the groups, the lesson. */
const KINDS = ["meeting1", "meeting2", "meeting3", "meeting4"] as const;

export interface BranchRow {
  /** Record id of the organization; null for what stands under none. */
  organization: string | null;
  id: string;
  name: string;
  members: Cell | null;
  /** One for each kind; null for an organization that held none of any. */
  meetings: readonly (Cell | null)[];
  held: number;
}

export const ORDERS = ["form", "members", "held", "name"] as const;
export type Order = (typeof ORDERS)[number];

/** Every organization that has members or held a meeting, in the order of the return. */
export function branchRows(annual: Annual): BranchRow[] {
  const branches = formOf(annual, BRANCHES);
  const meetings = formOf(annual, MEETINGS);
  const names = new Map<string, string>();
  for (const row of [...(branches?.layout?.rows ?? []), ...(meetings?.layout?.rows ?? [])]) {
    if (row.id !== "total" && !names.has(row.id)) names.set(row.id, row.label);
  }
  const ofBranches = byId(branches?.cells);
  const ofMeetings = byId(meetings?.cells);
  return [...names].map(([id, name]) => {
    const held = KINDS.map((kind) => ofMeetings.get(`${id}.${kind}`) ?? null);
    return {
      id,
      organization: id === "none" ? null : id,
      name,
      members: ofBranches.get(`${id}.members`) ?? null,
      meetings: held,
      held: held.reduce((sum, cell) => sum + (cell?.value ?? 0), 0),
    };
  });
}

function byId(cells: readonly Cell[] = []): Map<string, Cell> {
  return new Map(cells.map((cell) => [cell.id, cell]));
}

/** The sum under each column. */
export interface BranchTotals {
  members: Cell | null;
  meetings: readonly (Cell | null)[];
}

export function branchTotals(annual: Annual): BranchTotals {
  const meetings = formOf(annual, MEETINGS);
  return {
    members: cellOf(formOf(annual, BRANCHES), "total.members") ?? null,
    meetings: KINDS.map((kind) => cellOf(meetings, `total.${kind}`) ?? null),
  };
}

/** What the parts of a bar are, each with its figure of the year. */
export function heldOf(totals: BranchTotals): { name: string; figure: string; tone: number }[] {
  return text.overview.branches.kinds.map((name, tone) => ({ name, figure: figure(totals.meetings[tone]?.value ?? 0), tone }));
}

const byName = new Intl.Collator("zh-CN", { numeric: true });

/** Most first; what is even stays in the order of the return. */
export function inOrder(rows: readonly BranchRow[], order: Order): BranchRow[] {
  switch (order) {
    case "form":
      return [...rows];
    case "members":
      return [...rows].sort((one, other) => (other.members?.value ?? 0) - (one.members?.value ?? 0));
    case "held":
      return [...rows].sort((one, other) => other.held - one.held);
    case "name":
      return [...rows].sort((one, other) => byName.compare(one.name, other.name));
  }
}

/** How long the bars of each column are at the most. */
export function mostOf(rows: readonly BranchRow[]): { members: number; held: number } {
  return {
    members: Math.max(1, ...rows.map(({ members }) => members?.value ?? 0)),
    held: Math.max(1, ...rows.map(({ held }) => held)),
  };
}

/** Lines of a long list on sheets of paper: so many on the first, so many on each after it. */
export function cut<T>(rows: readonly T[], first: number, rest: number): T[][] {
  const sheets = [rows.slice(0, first)];
  for (let at = first; at < rows.length; at += rest) sheets.push(rows.slice(at, at + rest));
  return sheets;
}
