import type { FieldInfo } from "@/generated/FieldInfo";
import type { CommandError } from "@/platform/error";

export const SECTIONS = ["basic", "party", "work", "contact", "care"] as const;
export type Section = (typeof SECTIONS)[number];

/** Written only by a change of state, never by hand. */
const BY_STATE = new Set(["state", "state_since"]);

export const editable = (fields: readonly FieldInfo[]) => fields.filter((field) => !BY_STATE.has(field.key));

/** Only what was changed is sent. A masked field that was not shown is changed by typing it anew. */
export function changedFacts(
  fields: readonly FieldInfo[],
  before: Readonly<Record<string, string | undefined>>,
  now: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const { key } of editable(fields)) {
    const value = (now[key] ?? "").trim();
    if (value !== (before[key] ?? "")) facts[key] = value;
  }
  return facts;
}

/** Refusals that a clerk may overrule by saying why. */
const OVERRULED = new Set(["check_digit", "duplicate_identity", "contradiction"]);

export function mayOverrule(error: CommandError | null): boolean {
  return error !== null && error.fields.length > 0 && error.fields.every((field) => OVERRULED.has(field.code));
}
