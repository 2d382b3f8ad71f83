import { computed } from "vue";
import { useRead } from "@/api";
import type { FormFact } from "@/generated/FormFact";
import { text } from "@/text";

const t = text.ownForm;
const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, "0"));

/** What is known of any record. */
export const OF_ALL: readonly FormFact[] = [
  { key: "body", label: t.facts.body ?? "", words: [] },
  { key: "month", label: t.facts.month ?? "", words: MONTHS },
];

export interface Word {
  value: string;
  label: string;
}

export const labelOf = (facts: readonly FormFact[], key: string): string => facts.find((fact) => fact.key === key)?.label ?? t.facts[key] ?? key;

/** What was typed between the marks people put between words. */
export const wordsTyped = (typed: string): string[] => [...new Set(typed.split(/[、，,；;]/).map((word) => word.trim()).filter(Boolean))];

/** The words a fact can be, those that stand there already among them. */
export function wordsOf(facts: readonly FormFact[], key: string, held: readonly string[]): Word[] {
  const words = facts.find((fact) => fact.key === key)?.words ?? [];
  if (words.length === 0) return [];
  const label = (word: string) => (key === "month" ? t.month(Number(word)) : word);
  return [...new Set([...words, ...held])].map((value) => ({ value, label: label(value) }));
}

/** Facts whose words are organizations. */
export const isOrganization = (key: string): boolean => key === "branch" || key === "body";

/** The organizations a condition can name, and none. */
export function useOrganizations() {
  const read = useRead("organization.list", null);
  return computed<Word[]>(() => [...(read.data.value ?? []).map(({ id, name }) => ({ value: id, label: name })), { value: "none", label: t.noBranch }]);
}
