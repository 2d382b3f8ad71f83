import type { EntryForm, Preset } from "./form";

// What was typed outlives the drawer, the page and a lock: whoever leaves half a line finds it as it was.
const drafts = new Map<string, EntryForm>();

/** A line begun for somebody is another than one begun for nobody. */
const keyOf = (ledger: string, { person, organization, team, facts }: Preset): string => JSON.stringify([ledger, person?.person, organization, team, facts]);

export const draftOf = (ledger: string, preset: Preset): EntryForm | undefined => drafts.get(keyOf(ledger, preset));

/** Null: there is nothing worth keeping. */
export function keepDraft(ledger: string, preset: Preset, form: EntryForm | null): void {
  if (form) drafts.set(keyOf(ledger, preset), form);
  else drafts.delete(keyOf(ledger, preset));
}
