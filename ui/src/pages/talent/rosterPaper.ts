import type { Talent } from "@/generated/Talent";
import { columnsOf, cutToSheets } from "@/lib/paperTable";
import { text } from "@/text";
import { belongsOf, eldersOf, hoursOf, weekdaysShort } from "./facts";

/** Millimetres of each column, 180 in all. */
export const COLUMNS = columnsOf(text.talent.rosterColumns, [10, 15, 9, 11, 28, 23, 17, 27, 18, 12, 10]);

const cellsOf = (talent: Talent, number: number): string[] => [
  String(number),
  talent.person.name,
  talent.person.sex,
  talent.person.age,
  belongsOf(talent),
  talent.category,
  eldersOf(talent).join("、"),
  talent.facts.speciality ?? "",
  weekdaysShort(talent).replace("周", ""),
  talent.state,
  talent.hours === "0" ? "" : hoursOf(talent),
];

/** Sheets of A4, each with its rows. */
export const rosterSheets = (rows: readonly Talent[]): string[][][] => cutToSheets(rows.map((talent, i) => cellsOf(talent, i + 1)), COLUMNS);
