import type { EventRow } from "@/generated/EventRow";
import type { SaveEvent } from "@/generated/SaveEvent";
import { dayAhead } from "@/lib/dayTyped";
import { headsOf } from "@/lib/heads";
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
}

export const FIELDS = ["name", "kind", "day", "from", "to", "venue", "capacity", "remark"] as const satisfies readonly (keyof EventForm)[];

export function formOf(event: EventRow | null, day: string): EventForm {
  if (!event) return { name: "", kind: "", day, from: "", to: "", venue: "", capacity: "", remark: "" };
  const { name, kind, from, to, venue, remark } = event;
  return { name, kind, day: event.day, from, to, venue, capacity: event.capacity === null ? "" : String(event.capacity), remark };
}

/** What the form itself can tell is wrong: what cannot be read cannot be sent. */
export function wrongOf(form: EventForm, today: string): Partial<Record<keyof EventForm, string>> {
  return {
    ...(dayAhead(form.day, today) === null ? { day: text.events.dayWrong } : {}),
    ...(headsOf(form.capacity) === null ? { capacity: text.events.capacityWrong } : {}),
  };
}

export function requestOf(form: EventForm, today: string, event: EventRow | null): SaveEvent {
  const capacity = headsOf(form.capacity);
  return {
    ...(event ? { id: event.id } : {}),
    name: form.name.trim(),
    kind: form.kind,
    day: dayAhead(form.day, today) ?? form.day,
    from: form.from,
    to: form.to,
    venue: form.venue.trim(),
    remark: form.remark.trim(),
    ...(form.capacity.trim() === "" || capacity === null ? {} : { capacity }),
    cancelled: event?.cancelled ?? false,
  };
}

/** The same event, taking place or not. */
export function withCancelled(event: EventRow, cancelled: boolean): SaveEvent {
  const { id, name, kind, day, from, to, venue, capacity, remark } = event;
  return { id, name, kind, day, from, to, venue, remark, ...(capacity === null ? {} : { capacity }), cancelled };
}
