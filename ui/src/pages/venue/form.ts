import type { SaveBooking } from "@/generated/SaveBooking";
import type { VenueUse } from "@/generated/VenueUse";
import { dayAhead, dayTyped } from "@/lib/dayTyped";
import { headsOf } from "@/lib/heads";
import { text } from "@/text";

/** Who uses a venue is one of these. */
export const USERS = ["organization", "team", "unit", "body"] as const;
export type UserKind = (typeof USERS)[number];

/** A booking as it stands in the form: as typed. */
export interface BookForm {
  venue: string;
  day: string;
  from: string;
  to: string;
  purpose: string;
  who: UserKind;
  organization: string;
  team: string;
  unit: string;
  body: string;
  contact: string;
  expected: string;
  remark: string;
  until: string;
}

/** Those of the rule before those of the booking, whose names are shorter. */
export const PATHS = ["rule.from", "rule.to", "repeat", "venue", "day", "from", "to", "purpose", "organization", "team", "unit", "body", "contact", "expected", "remark"] as const;

export function blankBooking(venue: string, day: string): BookForm {
  return { venue, day, from: "", to: "", purpose: "", who: "organization", organization: "", team: "", unit: "", body: "", contact: "", expected: "", remark: "", until: "" };
}

export function bookingOf(use: VenueUse): BookForm {
  const { day, from, to, purpose, organization, team, unit, body, contact, remark } = use;
  return {
    ...{ day, from, to, purpose, body, contact, remark },
    venue: use.venue.id,
    who: organization ? "organization" : team ? "team" : unit ? "unit" : "body",
    organization: organization?.id ?? "",
    team: team?.id ?? "",
    unit: unit?.id ?? "",
    expected: use.expected === null ? "" : String(use.expected),
    until: "",
  };
}

/** What was booked before may be written anew for a day that is past. */
export const dayOf = (typed: string, today: string, old: boolean): string | null => (old ? dayTyped(typed, `${today.slice(0, 4)}-12-31`) : dayAhead(typed, today));

/** The last day of a weekly booking; empty for none, null where it cannot be read or is before the first. */
export function untilOf(form: BookForm, first: string): string | null {
  if (form.until.trim() === "") return "";
  const last = dayAhead(form.until, first);
  return last !== null && last >= first ? last : null;
}

/** What the form itself can tell is wrong, by path. */
export function wrongOf(form: BookForm, today: string, old: boolean): Record<string, string> {
  const t = text.venue;
  const day = dayOf(form.day, today, old);
  return {
    ...(form.venue === "" ? { venue: t.venueMissing } : {}),
    ...(day === null ? { day: t.dayWrong } : untilOf(form, day) === null ? { until: t.untilWrong } : {}),
    ...(form.purpose.trim() === "" ? { purpose: t.purposeMissing } : {}),
    ...(form[form.who].trim() === "" ? { user: t.userMissing } : {}),
    ...(headsOf(form.expected) === null ? { expected: t.expectedWrong } : {}),
  };
}

export function requestOf(form: BookForm, today: string, id?: string): SaveBooking {
  const day = dayOf(form.day, today, id !== undefined) ?? form.day;
  const until = id ? "" : untilOf(form, day);
  const words = { contact: form.contact.trim(), remark: form.remark.trim(), [form.who]: form[form.who].trim() };
  const weekday = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
  return {
    ...(id ? { id } : {}),
    ...Object.fromEntries(Object.entries(words).filter(([, value]) => value !== "")),
    ...(form.expected.trim() === "" ? {} : { expected: headsOf(form.expected) ?? 0 }),
    ...(until ? { repeat: { repeat: "weekly", weekdays: [weekday], every: 1, from: day, to: until } } : {}),
    venue: form.venue,
    day,
    from: form.from,
    to: form.to,
    purpose: form.purpose.trim(),
  };
}
