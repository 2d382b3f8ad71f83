import type { DayCount } from "@/generated/DayCount";
import { text } from "@/text";

/** Spans people ask for. */
export const SPANS = ["today", "yesterday", "week", "month", "lastMonth", "year"] as const;
export type SpanName = (typeof SPANS)[number];

const ONE = 86_400_000;
const epoch = (day: string) => Date.parse(`${day}T00:00:00Z`);
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

/** First and last day of a span, seen from `today`. A week begins on Monday. */
export function spanOf(name: SpanName, today: string): readonly [string, string] {
  const now = epoch(today);
  const [year, month] = today.split("-").map(Number) as [number, number];
  switch (name) {
    case "today":
      return [today, today];
    case "yesterday":
      return [iso(now - ONE), iso(now - ONE)];
    case "week":
      return [iso(now - ((new Date(now).getUTCDay() + 6) % 7) * ONE), today];
    case "month":
      return [`${today.slice(0, 8)}01`, today];
    case "lastMonth":
      return [iso(Date.UTC(year, month - 2, 1)), iso(Date.UTC(year, month - 1, 0))];
    case "year":
      return [`${year}-01-01`, today];
  }
}

export interface Bar {
  /** `2026-03-05` or `2026-03`. */
  key: string;
  label: string;
  visits: number;
}

/** Days of one chart; more are shown by month. */
const MOST_DAYS = 62;

/** A bar for each day from first to last, also where nobody came; for each month where there are too many. */
export function bars(from: string, to: string, days: readonly DayCount[]): Bar[] {
  const counts = new Map(days.map((one) => [one.day, one.visits]));
  const all: string[] = [];
  for (let at = epoch(from); at <= epoch(to); at += ONE) all.push(iso(at));
  if (all.length <= MOST_DAYS) {
    return all.map((day) => ({ key: day, label: text.history.dayLabel(day), visits: counts.get(day) ?? 0 }));
  }
  const months = new Map<string, number>();
  for (const day of all) {
    const month = day.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + (counts.get(day) ?? 0));
  }
  return [...months].map(([month, visits]) => ({ key: month, label: month, visits }));
}

/** Part of the most, in percent; something that is there is seen. */
export function share(value: number, most: number): number {
  return value === 0 ? 0 : Math.max(2, Math.round((value / Math.max(most, 1)) * 100));
}
