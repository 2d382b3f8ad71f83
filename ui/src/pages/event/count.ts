import { headsOf } from "@/lib/heads";
import { text } from "@/text";

/** What is typed by who looked round: everybody there, and of those who stand nowhere yet how many are no 老干部. */
export const COUNTED = ["total", "in_service", "public"] as const;
export type Counted = (typeof COUNTED)[number];
export type CountForm = Record<Counted, string>;

const t = text.eventCount;

/** What cannot be sent; whether the numbers can be is the server's to say. */
export function wrongOf(form: CountForm): Partial<Record<Counted, string>> {
  const unread = COUNTED.filter((field) => headsOf(form[field]) === null).map((field) => [field, text.checkin.headsDigits]);
  return { ...(form.total.trim() === "" ? { total: t.missing } : {}), ...Object.fromEntries(unread) };
}

export function countOf(form: CountForm): Record<Counted, number> {
  return { total: headsOf(form.total) ?? 0, in_service: headsOf(form.in_service) ?? 0, public: headsOf(form.public) ?? 0 };
}

/** What saving would add to those who stand there already; empty while nothing can be said. */
export function sayOf(form: CountForm, here: number): string {
  if (Object.keys(wrongOf(form)).length > 0) return "";
  const { total, in_service, public: others } = countOf(form);
  const added = total - here;
  if (added < 0) return t.fewer(-added);
  const retired = added - in_service - others;
  if (retired < 0) return t.tooMany(added);
  return added === 0 ? t.none : t.will(added, { retired, in_service, public: others });
}
