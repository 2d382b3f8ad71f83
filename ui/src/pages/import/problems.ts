import type { ImportPlan } from "@/generated/ImportPlan";
import type { Problem } from "@/generated/Problem";
import type { RowPlace } from "@/generated/RowPlace";

type Rank = readonly [table: number, row: number, col: number];

/** A problem of the whole row stands behind its last cell, where the verdict is. */
const WHOLE_ROW = Number.MAX_SAFE_INTEGER;

const before = (a: Rank, b: Rank) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

function tableAt(plan: ImportPlan, place: Omit<RowPlace, "row">): number {
  return plan.sheets.findIndex((sheet) => sheet.file === place.file && sheet.name === place.sheet && sheet.table === place.table);
}

function rankOf(plan: ImportPlan, problem: Problem): Rank {
  const table = tableAt(plan, problem);
  const col = plan.sheets[table]?.columns.findIndex((column) => column.letter === problem.col) ?? -1;
  return [table, problem.row, col < 0 ? WHOLE_ROW : col];
}

/** The next thing to look at in reading order after a cell, from the beginning again behind the last. */
export function nextProblem(plan: ImportPlan, from: RowPlace | undefined, col: number | null): Problem | undefined {
  const now: Rank = from ? [tableAt(plan, from), from.row, col ?? WHOLE_ROW] : [-1, 0, 0];
  const ordered = plan.problems
    .filter((problem) => problem.row > 0)
    .map((problem) => ({ problem, rank: rankOf(plan, problem) }))
    .sort((a, b) => before(a.rank, b.rank));
  return (ordered.find((entry) => before(entry.rank, now) > 0) ?? ordered[0])?.problem;
}
