import type { VolunteerTotals } from "@/generated/VolunteerTotals";
import { cutToSheets, type PaperColumn } from "@/lib/paperTable";
import { text } from "@/text";

export const VIEWS = ["persons", "teams"] as const;
export type View = (typeof VIEWS)[number];

/** The columns of a list on paper, 180 millimetres in all. */
export function paperColumns(view: View): PaperColumn[] {
  const t = text.volunteer;
  const { name, times, hours, teams, last, team, visits, people } = t.columns;
  const of = (label: string, mm: number): PaperColumn => ({ label, mm });
  const sum = (label: string, mm: number): PaperColumn => ({ label, mm, right: true });
  return view === "persons"
    ? [of(t.number, 12), of(name, 28), sum(times, 18), sum(hours, 20), of(teams, 76), of(last, 26)]
    : [of(t.number, 12), of(team, 100), sum(visits, 22), sum(people, 22), sum(hours, 24)];
}

function rowsOf(totals: VolunteerTotals, view: View): string[][] {
  if (view === "teams") return totals.teams.map((one, i) => [String(i + 1), one.name, String(one.times), String(one.people), one.hours]);
  return totals.persons.map((one, i) => [String(i + 1), one.name, String(one.times), one.hours, one.teams.join("、"), one.last]);
}

/** What is on show as sheets of A4, every row whole. */
export const paperSheets = (totals: VolunteerTotals, view: View): string[][][] => cutToSheets(rowsOf(totals, view), paperColumns(view));
