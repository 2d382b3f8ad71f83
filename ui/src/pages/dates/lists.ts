import { text } from "@/text";

/** The lists by date, in the order of their tabs. */
const DATED = ["birthday", "lunar_birthday", "round", "standing", "absent"] as const;
/** Those that are read in ways of their own: whom to look after, and what facts are missing. */
const APART = ["bereaved", "missing"] as const;
export const LISTS = [...DATED, ...APART] as const;
export type ListName = (typeof LISTS)[number];

export const isDated = (list: ListName): boolean => (DATED as readonly string[]).includes(list);

export const TABS = LISTS.map((id) => ({ id, label: text.dates.lists[id] }));

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Days that are often asked for, as [first, last], seen from a day of the centre. */
export function ranges(today: string): Record<keyof typeof text.dates.ranges, readonly [string, string]> {
  const at = Date.parse(`${today}T00:00:00Z`);
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const first = (ahead: number) => Date.UTC(year, month - 1 + ahead, 1);
  const before = (time: number) => day(time - 86_400_000);
  return {
    today: [today, today],
    month30: [today, day(at + 29 * 86_400_000)],
    thisMonth: [day(first(0)), before(first(1))],
    nextMonth: [day(first(1)), before(first(2))],
    thisYear: [`${year}-01-01`, `${year}-12-31`],
  };
}

/** The same with their names, as the range offers them. */
export function quickRanges(today: string) {
  const all = ranges(today);
  return (Object.keys(all) as (keyof typeof all)[]).map((name) => ({ label: text.dates.ranges[name], days: all[name] }));
}

/** What the list is usually looked at for: marks of a whole year, birthdays of the days to come. */
export function usual(list: ListName, today: string): readonly [string, string] {
  const all = ranges(today);
  return list === "round" || list === "standing" ? all.thisYear : all.month30;
}

/** `3月24日 周二`-like: the day without its year where that is the one on show. */
export function shortDay(of: string, year: string): string {
  return of.startsWith(year) ? of.slice(5) : of;
}

export function percent(known: number, asked: number): string {
  // Not rounded up to all while one is missing.
  return asked === 0 ? text.dates.none : `${Math.floor((known / asked) * 1000) / 10}%`;
}
