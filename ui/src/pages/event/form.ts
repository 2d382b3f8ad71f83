import type { EventRow } from "@/generated/EventRow";
import type { SaveEvent } from "@/generated/SaveEvent";
import { dayAhead } from "@/lib/dayTyped";
import { headsOf } from "@/lib/heads";
import { NOBODY, type Who } from "@/pages/ledger/form";
import { text } from "@/text";

/** An event as it stands in the form: as typed. */
export interface EventForm {
  name: string;
  kind: string;
  day: string;
  from: string;
  to: string;
  venue: string;
  capacity: string;
  remark: string;
  organization: string;
  team: string;
  lecturer: Who;
  campaign: string;
  brand: string;
  age_from: string;
  age_to: string;
  away: boolean;
}

export const FIELDS = [
  "name", "kind", "day", "from", "to", "venue", "capacity", "remark", "organization", "team", "lecturer", "campaign", "brand", "age_from", "age_to", "away",
] as const satisfies readonly (keyof EventForm)[];

const BLANK: EventForm = {
  name: "", kind: "", day: "", from: "", to: "", venue: "", capacity: "", remark: "", organization: "", team: "", lecturer: NOBODY, campaign: "", brand: "", age_from: "", age_to: "", away: false,
};
const shown = (number: number | null): string => (number === null ? "" : String(number));

export function formOf(event: EventRow | null, day: string): EventForm {
  if (!event) return { ...BLANK, lecturer: { ...NOBODY }, day };
  const { name, kind, from, to, venue, remark, organization, team, campaign, brand, away } = event;
  return {
    name,
    kind,
    day: event.day,
    from,
    to,
    venue,
    remark,
    organization,
    team,
    campaign,
    brand,
    away,
    lecturer: event.lecturer === "" ? { ...NOBODY } : { words: event.lecturer_name, person: event.lecturer, about: "" },
    capacity: shown(event.capacity),
    age_from: shown(event.age_from),
    age_to: shown(event.age_to),
  };
}

/** Something stands in the form that is not seen while it is short. */
export function hasMore(form: EventForm): boolean {
  return [form.organization, form.team, form.lecturer.words, form.campaign, form.brand, form.age_from, form.age_to].some((words) => words !== "") || form.away;
}

/** Meetings of a branch: who holds them is asked at once. */
const OF_BRANCH = ["主题党日", "党员大会", "支部委员会", "党小组会", "党课", "组织生活会", "民主评议党员"] as const;
export const isOfBranch = (kind: string): boolean => (OF_BRANCH as readonly string[]).includes(kind);

/** What the form itself can tell is wrong: what cannot be read cannot be sent. */
export function wrongOf(form: EventForm, today: string, series: boolean): Partial<Record<keyof EventForm, string>> {
  const t = text.events;
  return {
    ...(!series && dayAhead(form.day, today) === null ? { day: t.dayWrong } : {}),
    ...(headsOf(form.capacity) === null ? { capacity: t.capacityWrong } : {}),
    ...(headsOf(form.age_from) === null ? { age_from: t.ageWrong } : {}),
    ...(headsOf(form.age_to) === null ? { age_to: t.ageWrong } : {}),
    ...(form.lecturer.person === null && form.lecturer.words.trim() !== "" ? { lecturer: text.ledger.personUnresolved } : {}),
  };
}

/** Under its name only where there is something. */
const given = <K extends string, V>(key: K, value: V | null | "" | false): Partial<Record<K, V>> =>
  value === null || value === "" || value === false ? {} : ({ [key]: value } as Record<K, V>);
const number = (typed: string): number | null => (typed.trim() === "" ? null : headsOf(typed));

export function requestOf(form: EventForm, today: string, event: EventRow | null): SaveEvent {
  return {
    ...(event ? { id: event.id } : {}),
    name: form.name.trim(),
    kind: form.kind,
    day: dayAhead(form.day, today) ?? form.day,
    from: form.from,
    to: form.to,
    venue: form.venue.trim(),
    remark: form.remark.trim(),
    cancelled: event?.cancelled ?? false,
    ...given("capacity", number(form.capacity)),
    ...given("organization", form.organization),
    ...given("team", form.team),
    ...given("lecturer", form.lecturer.person),
    ...given("campaign", form.campaign.trim()),
    ...given("brand", form.brand.trim()),
    ...given("age_from", number(form.age_from)),
    ...given("age_to", number(form.age_to)),
    ...given("away", form.away),
  };
}

/** The same event, taking place or not. */
export function withCancelled(event: EventRow, cancelled: boolean): SaveEvent {
  return { ...requestOf(formOf(event, ""), event.day, event), cancelled };
}
