import type { LifeAttendance } from "@/generated/LifeAttendance";
import { text } from "@/text";

const o = text.organization;

/** Who was at some meetings together. */
export type Attended = Pick<LifeAttendance, "meetings" | "due" | "present" | "online" | "excused" | "delivered" | "absent" | "untold" | "reasons">;

/** What is summed, in the order it is shown. */
export const HEADS = ["meetings", "due", "present", "online", "excused", "delivered", "absent"] as const;

export function sumOf(rows: readonly LifeAttendance[]): Attended {
  const sum: Attended = { meetings: 0, due: 0, present: 0, online: 0, excused: 0, delivered: 0, absent: 0, untold: 0, reasons: [] };
  for (const row of rows) {
    for (const key of [...HEADS, "untold"] as const) sum[key] += row[key];
    sum.reasons.push(...row.reasons.filter((reason) => !sum.reasons.includes(reason)));
  }
  return sum;
}

/** One organization and its quarters that had meetings. */
export interface AttendedBranch {
  id: string;
  name: string;
  quarters: { quarter: number; sum: Attended }[];
}

const QUARTERS = [1, 2, 3, 4];

/** Quarter by quarter; of several kinds of meeting together. */
function quartersOf(rows: readonly LifeAttendance[]): AttendedBranch["quarters"] {
  const held = QUARTERS.map((quarter) => ({ quarter, of: rows.filter((row) => row.quarter === quarter) }));
  return held.filter(({ of }) => of.length > 0).map(({ quarter, of }) => ({ quarter, sum: sumOf(of) }));
}

/** Every organization that held something, in the order they come. */
export function branchesOf(rows: readonly LifeAttendance[]): AttendedBranch[] {
  const names = new Map(rows.map(({ organization, name }) => [organization, name]));
  return [...names].map(([id, name]) => ({ id, name, quarters: quartersOf(rows.filter((row) => row.organization === id)) }));
}

/** The foot: each quarter, and where there are several, the year. */
export function footOf(rows: readonly LifeAttendance[]): { label: string; sum: Attended }[] {
  const quarters = quartersOf(rows).map(({ quarter, sum }) => ({ label: o.attendanceSum(o.lifeQuarter(quarter)), sum }));
  return quarters.length > 1 ? [...quarters, { label: o.attendanceSum(o.lifeYearOnce), sum: sumOf(rows) }] : quarters;
}

/** 到会率; nothing where nobody is known to have been due. */
export function rateOf({ due, present }: Attended): string {
  return due === 0 ? "" : `${((present / due) * 100).toFixed(1).replace(/\.0$/, "")}%`;
}

/** A sum as it is shown: where nobody is known to have been due, nobody is known to have been absent. */
export const headOf = (sum: Attended, key: (typeof HEADS)[number]): string => (sum[key] === 0 && sum.due === 0 ? "—" : text.common.count(sum[key]));

export const untoldOf = ({ untold }: Attended): string => (untold > 0 ? o.attendanceUntold(untold) : "");
export const notesOf = (sum: Attended): string => [untoldOf(sum), sum.reasons.join("、")].filter((words) => words !== "").join("；");
