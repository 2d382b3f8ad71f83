import type { EventPage } from "@/generated/EventPage";
import type { LedgerInfo } from "@/generated/LedgerInfo";
import { blankForm, type EntryForm } from "@/pages/ledger/form";
import { text } from "@/text";
import { isDue, isExcused, isPresent } from "./roster";

/** The ledger of what was said and decided at an event. */
export const MINUTES = "minutes";

const t = text.minutes;

/** New minutes begin with what the roster knows. */
export function minutesOf({ event, roster, due, present }: EventPage, ledger: LedgerInfo): EntryForm {
  const absent = roster.filter((line) => isDue(line) && !isPresent(line));
  const why = (line: (typeof roster)[number]) => {
    if (line.attendance !== "") return text.event.absentFor(line.attendance, line.reason);
    return isExcused(line) ? text.event.excusedFor(line.reason) : t.away;
  };
  const blank = blankForm(ledger, event.day, { organization: event.organization });
  const known: Record<string, string> = {
    theme: event.name,
    // Before anybody was called up nobody was absent.
    ...(due > 0 && present > 0 ? { due: String(due), present: String(present), absent: absent.map((line) => t.absentee(line.name, why(line))).join("、") } : {}),
  };
  const facts = ledger.fields.map(({ key }) => [key, known[key] ?? ""] as const);
  return { ...blank, event: event.id, facts: Object.fromEntries(facts) };
}
