import type { VolunteerTotals } from "@/generated/VolunteerTotals";
import { cutToSheets, type Column } from "@/pages/care/sheets";
import { text } from "@/text";

export const VIEWS = ["persons", "teams"] as const;
export type View = (typeof VIEWS)[number];

const DOWN = 236;
const LEAST = 8;

/** The columns of a list on paper, 180 millimetres in all. */
export function paperColumns(view: View): Column[] {
  const t = text.volunteer;
  const { name, times, hours, teams, last, team, visits, people } = t.columns;
  return view === "persons"
    ? [{ label: t.number, mm: 12 }, { label: name, mm: 28 }, { label: times, mm: 18 }, { label: hours, mm: 20 }, { label: teams, mm: 76 }, { label: last, mm: 26 }]
    : [{ label: t.number, mm: 12 }, { label: team, mm: 100 }, { label: visits, mm: 22 }, { label: people, mm: 22 }, { label: hours, mm: 24 }];
}

function rowsOf(totals: VolunteerTotals, view: View): string[][] {
  if (view === "teams") return totals.teams.map((one, i) => [String(i + 1), one.name, String(one.times), String(one.people), one.hours]);
  return totals.persons.map((one, i) => [String(i + 1), one.name, String(one.times), one.hours, one.teams.join("、"), one.last]);
}

/** What is on show as sheets of A4, every row whole. */
export const paperSheets = (totals: VolunteerTotals, view: View): string[][][] => cutToSheets(rowsOf(totals, view), paperColumns(view), DOWN, LEAST);
