import type { SaveTalent } from "@/generated/SaveTalent";
import type { Talent } from "@/generated/Talent";
import { dayWritten } from "@/lib/dayTyped";
import { NOBODY, type Who } from "@/pages/ledger/form";
import { text } from "@/text";
import { eldersOf, othersOf, weekdaysOf, WRITTEN, type Written } from "./facts";

/** An entry as it stands in the form: as typed. */
export interface TalentForm {
  person: Who;
  category: string;
  others: string[];
  elders: string[];
  weekdays: string[];
  external: boolean;
  written: Record<Written, string>;
  day: string;
}

/** Where the form has a place for what the server says. */
export const PATHS = ["person", "category", "day", "facts.others", "facts.elders", "facts.weekdays", ...WRITTEN.map((key) => `facts.${key}`)];

const writtenOf = (facts: Talent["facts"]): Record<Written, string> => {
  const pairs = WRITTEN.map((key) => [key, facts[key] ?? ""] as const);
  return Object.fromEntries(pairs) as Record<Written, string>;
};

export const blankForm = (day: string, person: Who = NOBODY): TalentForm => ({
  person: { ...person },
  category: "",
  others: [],
  elders: [],
  weekdays: [],
  external: false,
  written: writtenOf({}),
  day,
});

export const formOf = (talent: Talent): TalentForm => ({
  person: { words: talent.person.name, person: talent.person.id, about: "" },
  category: talent.category,
  others: othersOf(talent),
  elders: eldersOf(talent),
  weekdays: weekdaysOf(talent),
  external: talent.external,
  written: writtenOf(talent.facts),
  day: "",
});

/** What the form itself can tell is wrong, by path. */
export function wrongOf(form: TalentForm, fresh: boolean, today: string): Record<string, string> {
  const t = text.talent;
  const wrong: Record<string, string> = {};
  if (form.person.person === null) wrong.person = form.person.words.trim() === "" ? t.personMissing : t.personUnresolved;
  if (form.category === "") wrong.category = t.categoryMissing;
  if (fresh && dayWritten(form.day, today) === null) wrong.day = t.dayWrong;
  return wrong;
}

export function requestOf(form: TalentForm, today: string, id?: string): SaveTalent {
  const others = form.others.filter((name) => name !== form.category).join(" ");
  const elders = text.talent.elders.filter((name) => form.elders.includes(name)).join(" ");
  const facts = { ...form.written, others, elders, weekdays: [...form.weekdays].sort().join(" ") };
  return {
    ...(id ? { id } : { day: dayWritten(form.day, today) ?? form.day }),
    person: form.person.person ?? "",
    category: form.category,
    external: form.external,
    facts: Object.fromEntries(Object.entries(facts).filter(([, value]) => value.trim() !== "")),
  };
}

// Whoever leaves half a form finds it as it was.
const drafts = new Map<string, TalentForm>();

export const draftOf = (person: string | null): TalentForm | undefined => drafts.get(person ?? "");

/** Null: there is nothing worth keeping. */
export function keepDraft(person: string | null, form: TalentForm | null): void {
  if (form) drafts.set(person ?? "", form);
  else drafts.delete(person ?? "");
}
