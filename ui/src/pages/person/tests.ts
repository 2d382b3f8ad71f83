import type { FieldInfo } from "@/generated/FieldInfo";
import type { text } from "@/text";

export type TestName = keyof typeof text.person.conditions.tests;

const WORDS = ["has", "is", "is_not", "begins", "known", "missing"] as const;
const CODES = ["is", "is_not", "known", "missing"] as const;
const DATES = ["from", "to", "known", "missing"] as const;
const BIRTH = ["age_from", "age_to", ...DATES] as const;

const COUNTS = ["least", "most"] as const;
const WHETHER = ["known", "missing"] as const;

/** The ways a fact can be tested, the likeliest first. What is masked is not told by its contents to those who may not see it. */
export function testsOf(field: FieldInfo | undefined, seesAll: boolean): readonly TestName[] {
  if (field?.masked && !seesAll) return WHETHER;
  if (field?.key === "birth") return BIRTH;
  if (field?.kind === "count") return COUNTS;
  if (field?.kind === "date") return DATES;
  return field && field.options.length > 0 ? CODES : WORDS;
}

export function wantsValue(test: string): boolean {
  return test !== "known" && test !== "missing";
}
