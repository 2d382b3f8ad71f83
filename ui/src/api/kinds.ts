import type { Commands } from "@/generated/Commands";
import type { Kind } from "@/generated/Kind";

/** What each thing that is read is made of: when one of these kinds changes, it is read again. */
export const MADE_OF = {
  "system.status": ["setting", "operator"],
  "session.names": ["operator"],
  "operator.list": ["operator"],
  "centre.get": ["setting"],
  "purpose.list": ["setting"],
  "person.fields": [],
  "person.own_labels": ["person"],
  "person.list": ["person", "organization", "unit"],
  "person.get": ["person", "organization", "unit", "presence"],
  "person.dates": ["person", "organization", "presence"],
  "person.completeness": ["person", "organization", "unit"],
  "person.history": ["person", "presence", "ledger", "import"],
  // Who may be one person does not change with a visit: at a busy desk the list stays as it is.
  "duplicate.list": ["person", "organization", "unit"],
  "duplicate.compare": ["person", "organization", "unit", "presence"],
  "organization.list": ["organization", "person"],
  "organization.details": [],
  "organization.get": ["organization", "person", "setting"],
  "organization.members": ["organization", "person"],
  "organization.counts": ["organization", "person"],
  "organization.due": ["organization", "setting"],
  "organization.life": ["event", "ledger", "organization", "setting"],
  "organization.attendance": ["event", "presence", "ledger", "organization", "setting"],
  "organization.rules": ["setting"],
  "unit.list": ["unit", "person"],
  "checkin.day": ["presence", "person", "setting"],
  "checkin.inside": ["presence", "person", "organization", "unit", "setting"],
  "checkin.span": ["presence", "person", "setting"],
  "checkin.months": ["presence", "setting"],
  "event.list": ["event", "presence", "person", "organization"],
  "event.get": ["event", "presence", "person", "organization", "unit"],
  "event.of_person": ["event", "presence", "organization"],
  "event.series_list": ["event"],
  "event.series": ["event", "presence", "person", "organization"],
  "event.kinds": ["setting"],
  "event.menu": ["setting"],
  "event.templates": ["setting"],
  "event.certificate": ["setting"],
  "event.rules": ["setting"],
  // Those of a line of a ledger too.
  "attachment.list": ["event"],
  // A file never changes: it is there or it is not.
  "attachment.get": [],
  "venue.list": ["event"],
  "venue.uses": ["event", "presence", "organization", "unit"],
  "score.sheets": ["organization"],
  "score.table": ["organization", "ledger"],
  "score.get": ["organization", "event", "ledger"],
  "score.could_show": ["organization", "event", "ledger"],
  "ledger.dues_rule": ["setting"],
  "ledger.dues": ["setting"],
  "ledger.kinds": ["ledger", "setting"],
  "ledger.list": ["ledger", "person", "organization", "event"],
  "volunteer.totals": ["ledger", "person", "organization"],
  "volunteer.hours_of_event": ["ledger", "person", "event", "presence"],
  "talent.list": ["ledger", "person", "organization", "unit", "setting"],
  "talent.get": ["ledger", "person", "organization", "unit", "setting"],
  "talent.counts": ["ledger", "setting"],
  "talent.rules": ["setting"],
  "relative.list": ["person"],
  "photo.get": ["person"],
  "team.list": ["organization", "person", "setting"],
  "team.get": ["organization", "person", "setting"],
  "team.kinds": ["setting"],
  "care.bereaved": ["person"],
  "care.due": ["person", "organization", "presence", "ledger", "setting"],
  "care.medals": ["person", "organization", "ledger"],
  "care.rules": ["setting"],
  "view.list": ["setting"],
  "shift.list": ["presence"],
  "import.list": ["import"],
  "import.report": ["import"],
  // What stands in a plan changes only with a decision, which says so itself.
  "import.rows": [],
  "import.clusters": [],
  "report.annual": ["person", "organization", "unit", "presence", "event", "ledger", "return", "setting"],
  "report.cell": ["person", "organization", "unit", "presence", "event", "ledger", "return", "setting"],
  "report.differences": ["person", "organization", "unit", "presence", "event", "ledger", "return", "setting"],
  "report.rulings": ["return", "person"],
  "report.received": ["return"],
  "report.received_form": ["person", "organization", "unit", "presence", "event", "ledger", "return", "setting"],
  "report.forms": ["return", "setting"],
  "report.form": ["return"],
  "report.series": ["person", "organization", "unit", "presence", "event", "ledger", "return", "setting"],
  "report.rules": ["setting"],
  "backup.show": [],
  "log.list": ["person", "organization", "unit", "presence", "event", "ledger", "return", "import", "operator", "setting"],
} as const satisfies Partial<Record<keyof Commands, readonly Kind[]>>;

export type ReadCommand = keyof typeof MADE_OF;

export interface KeyHead {
  command: ReadCommand;
  kinds: readonly Kind[];
}

/** What is read for one session is never shown to another: the turn tells them apart. */
export type ReadKey = readonly [KeyHead, unknown, number];

export function readKey(command: ReadCommand, request: unknown, turn: number): ReadKey {
  return [{ command, kinds: MADE_OF[command] }, request, turn];
}

/** Does what stands under this key depend on one of the kinds that changed? */
export function touches(key: readonly unknown[], changed: readonly Kind[]): boolean {
  const head = key[0] as Partial<KeyHead> | undefined;
  return head?.kinds?.some((kind) => changed.includes(kind)) ?? false;
}
