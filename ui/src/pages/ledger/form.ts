import type { ColumnInfo } from "@/generated/ColumnInfo";
import type { EntryRow } from "@/generated/EntryRow";
import type { LedgerInfo } from "@/generated/LedgerInfo";
import type { Named } from "@/generated/Named";
import type { SaveEntry } from "@/generated/SaveEntry";
import { dayFollowing, dayWritten } from "@/lib/dayTyped";
import { text } from "@/text";
import type { SubjectKind } from "./columns";

/** Somebody as they stand in the form: the words, and who is meant by them once that is decided. */
export interface Who {
  words: string;
  person: string | null;
  about: string;
}

/** A line as it stands in the form: as typed. */
export interface EntryForm {
  day: string;
  until: string;
  person: Who;
  organization: string;
  team: string;
  event: string;
  state: string;
  facts: Record<string, string>;
}

export const NOBODY: Who = { words: "", person: null, about: "" };

/** Whom a new line is about from the first: somebody's page led here, or the list is theirs. And what else is known of it. */
type Presettable = "person" | "organization" | "team";
export type Preset = Partial<Pick<EntryForm, Presettable>> & { facts?: Readonly<Record<string, string>> };

export function presetOf(about: readonly { kind: Presettable; named: Named }[]): Preset {
  const preset: Preset = {};
  for (const { kind, named } of about) {
    if (kind === "person") preset.person = { words: named.name, person: named.id, about: "" };
    else preset[kind] = named.id;
  }
  return preset;
}

export function blankForm(ledger: LedgerInfo, day: string, preset: Preset = {}): EntryForm {
  const knows = (kind: SubjectKind) => ledger.subjects.some((one) => one.kind === kind);
  return {
    day,
    until: "",
    person: (knows("person") && preset.person) || { ...NOBODY },
    organization: (knows("organization") && preset.organization) || "",
    team: (knows("team") && preset.team) || "",
    event: "",
    state: ledger.states[0] ?? "",
    facts: Object.fromEntries(ledger.fields.map(({ key }) => [key, preset.facts?.[key] ?? ""])),
  };
}

export function formOf(entry: EntryRow, ledger: LedgerInfo): EntryForm {
  const { day, until, state, person, organization, team, event } = entry;
  return {
    day,
    until,
    state,
    person: person ? { words: person.name, person: person.id, about: "" } : { ...NOBODY },
    organization: organization?.id ?? "",
    team: team?.id ?? "",
    event: event?.id ?? "",
    facts: Object.fromEntries(ledger.fields.map(({ key }) => [key, entry.facts[key] ?? ""])),
  };
}

/** A line changed while it was open: what nobody has typed over is as it stands now. */
export function overtaken(form: EntryForm, was: EntryRow, now: EntryRow): EntryForm {
  const facts = Object.entries(form.facts).map(([key, typed]) => [key, typed === (was.facts[key] ?? "") ? (now.facts[key] ?? "") : typed] as const);
  const state = form.state === was.state ? now.state : form.state;
  const event = form.event === (was.event?.id ?? "") ? (now.event?.id ?? "") : form.event;
  return { ...form, state, event, facts: Object.fromEntries(facts) };
}

/** The next of many lines in a row: what was chosen stays, what was written goes. */
export function nextForm(form: EntryForm, ledger: LedgerInfo, preset: Preset = {}): EntryForm {
  const blank = blankForm(ledger, form.day, preset);
  const chosen = ledger.fields.filter((field) => field.kind === "choice").map(({ key }) => [key, form.facts[key] ?? ""]);
  return {
    ...blank,
    state: form.state,
    facts: { ...blank.facts, ...Object.fromEntries(chosen) },
    // Where a line is about a person or a team, the next one is about another.
    ...(ledger.one_of ? {} : { team: form.team }),
    // The next one of those who were there; another organization was elsewhere.
    ...(ledger.one_of || ledger.subjects.every((subject) => subject.kind !== "person") ? {} : { event: form.event }),
  };
}

/** The day of the line as it was understood; null where it cannot be. */
export const dayOf = (form: EntryForm, today: string): string | null => dayWritten(form.day, today);

/** A day that follows the one of the line; empty where none is written. */
export function laterOf(typed: string, form: EntryForm, today: string): string | null {
  return typed.trim() === "" ? "" : dayFollowing(typed, dayOf(form, today) ?? today, today);
}

/** What the form itself can tell is wrong, by path: what cannot be read cannot be sent. */
export function wrongOf(form: EntryForm, ledger: LedgerInfo, today: string): Record<string, string> {
  const t = text.ledger;
  const wrong: Record<string, string> = {};
  if (form.person.person === null && form.person.words.trim() !== "") wrong.person = t.personUnresolved;
  if (form.day.trim() === "") {
    if (!ledger.undated) wrong.day = t.dayMissing(ledger.day);
  } else if (dayOf(form, today) === null) wrong.day = t.dayWrong(ledger.day);
  if (laterOf(form.until, form, today) === null) wrong.until = t.dayWrong(ledger.until);
  return wrong;
}

function factOf(column: ColumnInfo, form: EntryForm, today: string): string {
  const typed = (form.facts[column.key] ?? "").trim();
  return column.kind === "day" ? (laterOf(typed, form, today) ?? typed) : typed;
}

export function requestOf(form: EntryForm, ledger: LedgerInfo, today: string, id?: string): SaveEntry {
  const { organization, team, event, state } = form;
  const person = form.person.person ?? "";
  const until = laterOf(form.until, form, today) ?? "";
  const named = Object.entries({ until, person, organization, team, event, state }).filter(([, value]) => value !== "");
  const facts = ledger.fields.map((column) => [column.key, factOf(column, form, today)] as const).filter(([, value]) => value !== "");
  return {
    ...(id ? { id } : {}),
    ledger: ledger.key,
    day: dayOf(form, today) ?? form.day,
    ...Object.fromEntries(named),
    facts: Object.fromEntries(facts),
  };
}
