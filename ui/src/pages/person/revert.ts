import type { FieldChange } from "@/generated/FieldChange";
import type { FieldInfo } from "@/generated/FieldInfo";
import type { HistoryEntry } from "@/generated/HistoryEntry";

/** Changed in ways of their own: the branch with its dates, the card among the cards, the state with its reason. */
const NOT_ALONE = new Set(["branch", "card", "state", "state_since"]);

/**
 * May this change be taken back alone? Only the latest of a fact: an earlier one was written over since. `entries` are
 * newest first.
 */
export function mayRevert(entries: readonly HistoryEntry[], entry: HistoryEntry, change: FieldChange, fields: readonly FieldInfo[]): boolean {
  if (entry.undone || change.before === change.after || NOT_ALONE.has(change.field)) return false;
  if (change.field === "name" && change.before === "") return false;
  // What is told of another record under the key of a fact, such as a relative's numbers, is none of this one.
  if (fields.find((field) => field.key === change.field)?.label !== change.label) return false;
  const latest = entries.find((one) => !one.undone && one.changes.some((other) => other.field === change.field && other.label === change.label));
  return latest === entry;
}
