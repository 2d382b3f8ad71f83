import type { Talent } from "@/generated/Talent";
import { text } from "@/text";

/** What is written of somebody besides their categories and days, in the order it is asked. */
export const WRITTEN = ["speciality", "achievements", "title", "rehired", "wish", "area", "recommended", "reviewed", "number"] as const;
export type Written = (typeof WRITTEN)[number];

/** Asked for with room for sentences. */
export const LONG: ReadonlySet<Written> = new Set(["speciality", "achievements", "wish", "recommended", "reviewed"]);

const split = (words: string | undefined): string[] => (words ?? "").split(" ").filter((word) => word !== "");

export const othersOf = (talent: Talent): string[] => split(talent.facts.others);
/** 老干部, 老战士 … (五老). */
export const eldersOf = (talent: Talent): string[] => split(talent.facts.elders);
/** `1` for Monday to `7` for Sunday. */
export const weekdaysOf = (talent: Talent): string[] => split(talent.facts.weekdays);

/** `1 4` → `周一、周四`. */
export const weekdayNames = (talent: Talent): string => weekdaysOf(talent).flatMap((day) => text.talent.weekdays[Number(day) - 1] ?? []).join("、");

/** `1 4` → `周一、四`, where room is short. */
export const weekdaysShort = (talent: Talent): string => weekdayNames(talent).replaceAll("、周", "、");

/** `2.50` → `2.5`. */
export const hoursOf = ({ hours }: Talent): string => hours.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

export const belongsOf = ({ person }: Talent): string => person.branch || person.unit;

/** Everything known, by label, for reading. */
export function factsOf(talent: Talent): { label: string; value: string }[] {
  const { fields, external, local } = text.talent;
  const written = WRITTEN.map((key) => ({ label: fields[key], value: talent.facts[key] ?? "" }));
  return [
    { label: fields.category, value: talent.category },
    { label: fields.others, value: othersOf(talent).join("、") },
    { label: fields.elders, value: eldersOf(talent).join("、") },
    ...written.slice(0, 5),
    { label: fields.weekdays, value: weekdayNames(talent) },
    ...written.slice(5),
    { label: fields.external, value: talent.external ? external : local },
  ].filter(({ value }) => value !== "");
}
