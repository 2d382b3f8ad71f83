import type { EntryRow } from "@/generated/EntryRow";
import type { VisitDue } from "@/generated/VisitDue";
import { columnsOf, cutToSheets, type PaperSheet } from "@/lib/paperTable";
import { text } from "@/text";

const t = text.visits;

/** Millimetres of each column, 180 in all; the last is wide and empty, to be written in by hand. */
export const COLUMNS = columnsOf(t.paperColumns, [9, 17, 10, 38, 27, 33, 46]);
const DOWN = 228;
/** Room to write. */
export const LEAST = 18;

const roundOf = (plan: EntryRow): string => plan.facts.round ?? "";
const staffOf = (plan: EntryRow): string => plan.facts.staff ?? "";
const peopleOf = (plans: readonly EntryRow[]): number => new Set(plans.map(({ person }) => person?.id)).size;

/** The rounds there are plans of, the last begun first, each with its people. */
export function roundsOf(plans: readonly EntryRow[]): { round: string; people: number }[] {
  const rounds = [...new Set(plans.map(roundOf))];
  return rounds.map((round) => ({ round, people: peopleOf(plans.filter((plan) => roundOf(plan) === round)) }));
}

function grouped(plans: readonly EntryRow[]): { staff: string; plans: EntryRow[] }[] {
  const all = [...new Set(plans.map(staffOf))];
  const named = all.filter((staff) => staff !== "").sort((one, other) => one.localeCompare(other, "zh-CN"));
  // Whose visitor is not settled stand last.
  return [...named, ...all.filter((staff) => staff === "")].map((staff) => ({ staff, plans: plans.filter((plan) => staffOf(plan) === staff) }));
}

function cellsOf(plan: EntryRow, number: number, known: VisitDue | undefined): string[] {
  return [String(number), plan.person?.name ?? "", known?.age ?? "", known?.address ?? "", known?.phones ?? "", plan.facts.reason ?? "", plan.facts.note ?? ""];
}

/**
 * The paper of a round, or of all of them: whoever visits has sheets of their own. `due` is where addresses and
 * phones are known from.
 */
export function visitSheets(plans: readonly EntryRow[], round: string | null, due: readonly VisitDue[], centre: string): PaperSheet[] {
  const known = new Map(due.map((row) => [row.person, row]));
  const these = round === null ? plans : plans.filter((plan) => roundOf(plan) === round);
  const byDay = [...these].sort((one, other) => one.day.localeCompare(other.day));
  return grouped(byDay).flatMap(({ staff, plans: own }) => {
    const rows = own.map((plan, i) => cellsOf(plan, i + 1, known.get(plan.person?.id ?? "")));
    const heads = [centre, t.paperRound(round ?? ""), t.paperStaff(staff), t.paperSum(peopleOf(own))];
    return cutToSheets(rows, COLUMNS, DOWN, LEAST).map((cells) => ({ title: t.paperTitle, heads, rows: cells, foot: t.paperSigned }));
  });
}
