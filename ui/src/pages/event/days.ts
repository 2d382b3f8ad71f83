import type { EventRow } from "@/generated/EventRow";

/** Spans people ask for. */
export const SPANS = ["today", "week", "nextWeek", "month", "nextMonth", "year"] as const;
export type SpanName = (typeof SPANS)[number];
export type Span = readonly [first: string, last: string];

const ONE = 86_400_000;
const epoch = (day: string) => Date.parse(`${day}T00:00:00Z`);
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
/** The Monday of a day's week. */
const monday = (at: number) => at - ((new Date(at).getUTCDay() + 6) % 7) * ONE;

function monthSpan(year: number, month: number): Span {
  return [iso(Date.UTC(year, month - 1, 1)), iso(Date.UTC(year, month, 0))];
}

/** First and last day of a span, seen from `today`. A week begins on Monday. */
export function spanOf(name: SpanName, today: string): Span {
  const [year, month] = today.split("-").map(Number) as [number, number];
  const week = monday(epoch(today));
  switch (name) {
    case "today":
      return [today, today];
    case "week":
      return [iso(week), iso(week + 6 * ONE)];
    case "nextWeek":
      return [iso(week + 7 * ONE), iso(week + 13 * ONE)];
    case "month":
      return monthSpan(year, month);
    case "nextMonth":
      return monthSpan(year, month + 1);
    case "year":
      return [`${year}-01-01`, `${year}-12-31`];
  }
}

/** The seven days from the Monday of a day's week. */
export function weekOf(day: string): string[] {
  const first = monday(epoch(day));
  return Array.from({ length: 7 }, (_, at) => iso(first + at * ONE));
}

/** So many days on. */
export const dayFrom = (day: string, step: number): string => iso(epoch(day) + step * ONE);

export const isDay = (words: unknown): words is string => typeof words === "string" && /^\d{4}-\d{2}-\d{2}$/.test(words) && !Number.isNaN(epoch(words));

export const isMonth = (words: unknown): words is string => typeof words === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(words);

/** The month so many months on. */
export function monthFrom(month: string, step: number): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return iso(Date.UTC(year, number - 1 + step, 1)).slice(0, 7);
}

/** The weeks a month touches, each of seven days from Monday. */
export function monthGrid(month: string): string[][] {
  const [first, last] = monthSpan(Number(month.slice(0, 4)), Number(month.slice(5)));
  const weeks: string[][] = [];
  for (let at = monday(epoch(first)); at <= epoch(last); at += 7 * ONE) {
    weeks.push(Array.from({ length: 7 }, (_, day) => iso(at + day * ONE)));
  }
  return weeks;
}

export interface DayOfEvents {
  day: string;
  events: EventRow[];
}

/** Days that have events, in the order the events come. */
export function byDay(events: readonly EventRow[]): DayOfEvents[] {
  const days: DayOfEvents[] = [];
  for (const event of events) {
    const last = days.at(-1);
    if (last?.day === event.day) last.events.push(event);
    else days.push({ day: event.day, events: [event] });
  }
  return days;
}
