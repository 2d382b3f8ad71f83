import { text } from "@/text";

// The server speaks in the centre's own time, so a moment is shown as written and never shifted by this
// computer's time zone.

/** `2026-03-05T14:26:00+08:00` → `14:26`; anything else as it is. */
export function timeOf(at: string): string {
  return /T(\d{2}:\d{2})/.exec(at)?.[1] ?? at;
}

/** `2026-03-05T14:26:00+08:00` → `2026-03-05`. */
export function dayOf(at: string): string {
  return at.split("T")[0] ?? at;
}

/** `2026-03-05T14:26:00+08:00` → `2026-03-05 14:26`. */
export function momentOf(at: string): string {
  return at.includes("T") ? `${dayOf(at)} ${timeOf(at)}` : at;
}

/** Short for the top line: the time of a moment today, else its day and time. */
export function recentOf(at: string, today: string): string {
  return dayOf(at) === today ? timeOf(at) : `${dayOf(at).slice(5)} ${timeOf(at)}`;
}

/** `2026-03-05` → `3月5日 星期四`. */
export function longDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return day;
  const weekday = text.frame.weekdays[new Date(Date.UTC(year, month - 1, date)).getUTCDay()];
  return weekday ? `${text.frame.date(month, date)} ${weekday}` : day;
}

/** `2026-03-05` → 周四, as days of duty are written. */
export function weekdayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`).getUTCDay();
  return text.events.weekdays[(at + 6) % 7] ?? "";
}

/** `2026-03-05` → `2026年3月5日`. */
export function plainDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return year && month && date ? `${text.events.year(String(year))}${text.frame.date(month, date)}` : day;
}

/** The wall clock of the centre (+08:00) at a moment of the world. */
export function centreTime(epoch: number): { day: string; time: string } {
  const iso = new Date(epoch + 8 * 3_600_000).toISOString();
  return { day: iso.slice(0, 10), time: iso.slice(11, 16) };
}
