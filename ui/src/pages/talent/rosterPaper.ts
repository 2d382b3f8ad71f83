import type { Talent } from "@/generated/Talent";
import { columnsOf, cutToSheets } from "@/lib/paperTable";
import { text } from "@/text";
import { belongsOf, hoursOf, weekdaysShort } from "./facts";

/** Millimetres of each column, 180 in all. */
export const COLUMNS = columnsOf(text.talent.rosterColumns, [10, 16, 10, 12, 32, 26, 32, 19, 13, 10]);

const cellsOf = (talent: Talent, number: number): string[] => [
  String(number),
  talent.person.name,
  talent.person.sex,
  talent.person.age,
  belongsOf(talent),
  talent.category,
  talent.facts.speciality ?? "",
  weekdaysShort(talent).replace("周", ""),
  talent.state,
  talent.hours === "0" ? "" : hoursOf(talent),
];

/** Sheets of A4, each with its rows. */
export const rosterSheets = (rows: readonly Talent[]): string[][][] => cutToSheets(rows.map((talent, i) => cellsOf(talent, i + 1)), COLUMNS);
