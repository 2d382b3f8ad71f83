import { plainDigits } from "./heads";

/** A real day of the calendar as `2026-03-05`, else null. */
function dayOfParts(year: number, month: number, date: number): string | null {
  const day = new Date(Date.UTC(year, month - 1, date));
  const real = day.getUTCFullYear() === year && day.getUTCMonth() === month - 1 && day.getUTCDate() === date;
  return real ? day.toISOString().slice(0, 10) : null;
}

/**
 * A day as people type it: `20260305`, `2026-3-5`, `0305`, `3.5`, `3月5日`. Without a year it is the last such day up to
 * today. Null where it cannot be read.
 */
export function dayTyped(typed: string, today: string): string | null {
  const words = plainDigits(typed).replace(/\s/g, "").replace(/[年月./／－—-]/g, "-").replace(/[日号]/g, "");
  const whole = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(words) ?? /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (whole) return dayOfParts(Number(whole[1]), Number(whole[2]), Number(whole[3]));
  const short = /^(\d{2})(\d{2})$/.exec(words) ?? /^(\d{1,2})-(\d{1,2})$/.exec(words);
  if (!short) return null;
  const year = Number(today.slice(0, 4));
  const [month, date] = [Number(short[1]), Number(short[2])];
  const thisYear = dayOfParts(year, month, date);
  return thisYear !== null && thisYear <= today ? thisYear : dayOfParts(year - 1, month, date);
}

/** The same for a day to come: without a year it is the next such day, today included. */
export function dayAhead(typed: string, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const day = dayTyped(typed, `${year}-12-31`);
  return day !== null && day < today ? dayTyped(typed, `${year + 1}-12-31`) : day;
}

const NAMED = new Map([["前天", -2], ["昨天", -1], ["今天", 0], ["明天", 1], ["后天", 2]]);

function dayNamed(typed: string, today: string): string | null {
  const step = NAMED.get(typed.trim());
  return step === undefined ? null : new Date(Date.parse(`${today}T00:00:00Z`) + step * 86_400_000).toISOString().slice(0, 10);
}

/** A day as people type it, 今天 and 昨天 too; without a year it is the last such day up to today. */
export function dayWritten(typed: string, today: string): string | null {
  return dayNamed(typed, today) ?? dayTyped(typed, today);
}

/** The same for a day that follows another: without a year it is the first such day from then on. */
export function dayFollowing(typed: string, first: string, today: string): string | null {
  return dayNamed(typed, today) ?? dayAhead(typed, first);
}
