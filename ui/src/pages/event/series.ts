import type { SavedSeries } from "@/generated/SavedSeries";
import type { SeriesRule } from "@/generated/SeriesRule";
import { dayAhead } from "@/lib/dayTyped";
import { headsOf } from "@/lib/heads";
import { longDay } from "@/lib/when";
import { text } from "@/text";

const t = text.series;

export const REPEATS = ["weekly", "monthly_on", "monthly_the", "on", "lunar"] as const;
export type Repeat = (typeof REPEATS)[number];

/** When a series takes place, as it stands in the form: as typed. */
export interface RuleForm {
  repeat: Repeat;
  weekdays: number[];
  every: string;
  day: string;
  week: string;
  weekday: string;
  days: string;
  from: string;
  to: string;
}

/** Places of a message of the server; before those of the event, whose names are shorter. */
export const RULE_FIELDS = ["rule.weekdays", "rule.every", "rule.day", "rule.week", "rule.days", "rule.from", "rule.to", "rule"] as const;

/** A new series goes on to the end of the year. */
export function ruleFormOf(rule: SeriesRule | null, day: string): RuleForm {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7 + 1;
  if (!rule) {
    return { repeat: "weekly", weekdays: [weekday], every: "1", day: String(Number(day.slice(8))), week: "1", weekday: String(weekday), days: "", from: day, to: `${day.slice(0, 4)}-12-31` };
  }
  return {
    repeat: REPEATS.find((one) => one === rule.repeat) ?? "weekly",
    weekdays: rule.weekdays ?? [],
    every: String(rule.every ?? 1),
    day: String(rule.day ?? ""),
    week: String(rule.week ?? 1),
    weekday: String(rule.weekdays?.[0] ?? weekday),
    days: (rule.days ?? []).join("\n"),
    from: rule.from,
    to: rule.to,
  };
}

const written = (form: RuleForm, today: string) =>
  form.days
    .split(/[\n,，、;；\s]+/)
    .filter((words) => words !== "")
    .map((words) => dayAhead(words, today) ?? words);

/** A typed number; what is none is for the server to refuse. */
const number = (typed: string): number => headsOf(typed) ?? 0;

/** Given days say themselves where they begin and end; a day of the Chinese calendar may be one of long ago. */
export function ruleOf(form: RuleForm, today: string): SeriesRule {
  const { repeat } = form;
  const days = written(form, today);
  const span = repeat === "on" ? { from: [...days].sort()[0] ?? "", to: [...days].sort().at(-1) ?? "" } : { from: dayAhead(form.from, today) ?? form.from, to: dayAhead(form.to, today) ?? form.to };
  switch (repeat) {
    case "weekly":
      return { repeat, ...span, weekdays: [...form.weekdays].sort((one, other) => one - other), every: number(form.every) };
    case "monthly_on":
      return { repeat, ...span, day: number(form.day) };
    case "monthly_the":
      return { repeat, ...span, week: number(form.week), weekdays: [number(form.weekday)] };
    case "on":
      return { repeat, ...span, days };
    case "lunar":
      return { repeat, ...span, days: days.slice(0, 1) };
  }
}

const ONE = 86_400_000;
const epoch = (day: string) => Date.parse(`${day}T00:00:00Z`);
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
const weekdayOf = (at: number) => (new Date(at).getUTCDay() + 6) % 7 + 1;
const isDay = (words: string) => /^\d{4}-\d{2}-\d{2}$/.test(words);

/** One day of each month from one day to another, and none where a month has no such day. */
function monthly(from: string, to: string, dayOf: (year: number, month: number, last: number) => number | null): string[] {
  const days: string[] = [];
  for (let year = Number(from.slice(0, 4)), month = Number(from.slice(5, 7)); ; month += 1) {
    const first = Date.UTC(year, month - 1, 1);
    if (iso(first) > to) return days.filter((day) => day >= from && day <= to);
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const day = dayOf(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth(), last);
    if (day !== null) days.push(iso(first + (day - 1) * ONE));
  }
}

/** The days a rule gives, as the server will find them; null where only the server can tell. */
export function daysOf(rule: SeriesRule): string[] | null {
  const { from, to } = rule;
  if (!isDay(from) || !isDay(to) || from > to || epoch(to) - epoch(from) > 3_660 * ONE) return [];
  switch (rule.repeat) {
    case "weekly": {
      const every = Math.max(1, rule.every ?? 1);
      const monday = epoch(from) - (weekdayOf(epoch(from)) - 1) * ONE;
      const days: string[] = [];
      for (let at = epoch(from); at <= epoch(to); at += ONE) {
        const week = Math.floor((at - monday) / (7 * ONE));
        if (week % every === 0 && rule.weekdays?.includes(weekdayOf(at))) days.push(iso(at));
      }
      return days;
    }
    case "monthly_on":
      return (rule.day ?? 0) < 1 ? [] : monthly(from, to, (_year, _month, last) => Math.min(rule.day ?? 1, last));
    case "monthly_the": {
      const [week, weekday] = [rule.week ?? 1, rule.weekdays?.[0] ?? 1];
      return monthly(from, to, (year, month, last) => {
        const first = 1 + ((weekday - weekdayOf(Date.UTC(year, month, 1)) + 7) % 7);
        return week === 5 ? first + 7 * Math.floor((last - first) / 7) : first + 7 * (week - 1);
      });
    }
    case "on":
      return [...new Set(rule.days?.filter(isDay))].sort();
    default:
      return null;
  }
}

/** How many, the first and the last: what will be planned. */
export function previewOf(rule: SeriesRule): string {
  const days = daysOf(rule);
  if (days === null) return t.previewLunar;
  const [first, last] = [days[0], days.at(-1)];
  return first && last ? t.preview(days.length, `${text.events.year(first.slice(0, 4))}${longDay(first)}`, `${text.events.year(last.slice(0, 4))}${longDay(last)}`) : t.previewNone;
}

/** A rule in words. */
export function ruleWords(rule: SeriesRule): string {
  const weekdays = (rule.weekdays ?? []).map((day) => text.events.weekdays[day - 1] ?? "").join("、");
  switch (rule.repeat) {
    case "weekly":
      return t.weekly(rule.every ?? 1, weekdays);
    case "monthly_on":
      return t.monthlyOn(rule.day ?? 1);
    case "monthly_the":
      return t.monthlyThe(t.weeks[(rule.week ?? 1) - 1] ?? "", weekdays);
    case "on":
      return t.on(rule.days?.length ?? 0);
    default:
      return t.lunar(longDay(rule.days?.[0] ?? ""));
  }
}

/** What is to be known of a series somebody has just planned on the page before. */
export function plannedNow(): SavedSeries | null {
  const { planned } = (history.state ?? {}) as { planned?: string };
  return planned ? (JSON.parse(planned) as SavedSeries) : null;
}
