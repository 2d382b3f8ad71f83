import type { LifeAttendance } from "@/generated/LifeAttendance";
import type { LifeKind } from "@/generated/LifeKind";
import type { LifeQuarter } from "@/generated/LifeQuarter";
import { cutToSheets, type PaperColumn, type PaperSheet } from "@/lib/paperTable";
import { text } from "@/text";
import { branchesOf, footOf, headOf, HEADS, notesOf, rateOf, untoldOf, type Attended } from "./lifeAttendance";

const o = text.organization;
const QUARTERS = [1, 2, 3, 4];

/** 三会一课 on paper; columns are 180 millimetres together. */
export interface LifePaper {
  columns: PaperColumn[];
  sheets: PaperSheet[];
}

function paperOf(title: string, heads: readonly string[], columns: PaperColumn[], rows: readonly string[][]): LifePaper {
  return { columns, sheets: cutToSheets(rows, columns).map((cells) => ({ title, heads, rows: cells })) };
}

/** One quarter of a kind of meeting in words; nothing where nobody was to hold it. */
export function quarterOf(quarter: LifeQuarter | undefined): string[] {
  if (!quarter || quarter.required + quarter.excused === 0) return [];
  return [o.lifeRollupCell(quarter.held, quarter.required), ...(quarter.excused > 0 ? [o.lifeRollupExcused(quarter.excused)] : [])];
}

export function rollupPaper(kinds: readonly LifeKind[], quarters: readonly LifeQuarter[], heads: readonly string[]): LifePaper {
  const columns = [{ label: o.lifeRollupKind, mm: 52 }, ...QUARTERS.map((quarter) => ({ label: o.lifeQuarter(quarter), mm: 32, right: true }))];
  const rows = kinds.map(({ kind }) => [kind, ...QUARTERS.map((nth) => quarterOf(quarters.find((one) => one.kind === kind && one.quarter === nth)).join("　"))]);
  return paperOf(o.lifeRollupTitle, [...heads, o.lifeRollupHint], columns, rows);
}

const WIDTHS: Record<(typeof HEADS)[number], number> = { meetings: 10, due: 12, present: 12, online: 11, excused: 11, delivered: 11, absent: 11 };

export function attendancePaper(rows: readonly LifeAttendance[], heads: readonly string[]): LifePaper {
  const t = o.attendanceColumns;
  const columns = [
    { label: t.name, mm: 38 },
    { label: t.quarter, mm: 16 },
    ...HEADS.map((key) => ({ label: t[key], mm: WIDTHS[key], right: true })),
    { label: t.rate, mm: 15, right: true },
    { label: t.notes, mm: 33 },
  ];
  const cells = (sum: Attended, notes: string) => [...HEADS.map((key) => headOf(sum, key)), rateOf(sum), notes];
  const lines = branchesOf(rows).flatMap(({ name, quarters }) => quarters.map(({ quarter, sum }) => [name, o.lifeQuarter(quarter), ...cells(sum, notesOf(sum))]));
  const foot = footOf(rows).map(({ label, sum }) => [label, "", ...cells(sum, untoldOf(sum))]);
  return paperOf(o.attendanceTitle, heads, columns, [...lines, ...foot]);
}
