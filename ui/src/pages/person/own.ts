import { computed } from "vue";
import { useRead } from "@/api";
import type { FieldInfo } from "@/generated/FieldInfo";
import { text } from "@/text";

/** Where the facts of the centre's own stand among the sections of the register. */
export const OWN = "own";

/** Before the name, in the key of such a fact. */
const PREFIX = "own.";

const fieldOf = (label: string): FieldInfo => ({ key: `${PREFIX}${label}`, label, kind: "text", section: OWN, options: [], masked: false });

/** Where what is worked out of somebody stands among them. */
export const RECKONED = "reckoned";

const reckonedOf = (key: keyof typeof text.person.reckoned.labels, kind: string): FieldInfo => ({
  key,
  label: text.person.reckoned.labels[key],
  kind,
  section: RECKONED,
  options: [],
  masked: false,
});
const reckoned = [reckonedOf("standing", "count"), reckonedOf("visits", "count"), reckonedOf("last_visit", "date")];

/** What a list of people can show and ask: the fields of the register, what is worked out, and what the centre keeps beside them. */
export function useRegister() {
  const fields = useRead("person.fields", null);
  const own = useRead("person.own_labels", null);
  const register = computed(() => [...(fields.data.value ?? []), ...(fields.data.value === undefined ? [] : reckoned), ...(own.data.value ?? []).map(fieldOf)]);
  const ready = computed(() => fields.data.value !== undefined && own.data.value !== undefined);
  const error = computed(() => fields.error.value ?? own.error.value);
  const again = () => Promise.all([fields.refetch(), own.refetch()]);
  return { register, ready, error, again };
}

/** A key as it stands in an address, where commas and colons part one from the next. */
export const inAddress = (key: string): string => (key.startsWith(PREFIX) ? key.replace(/[%,:]/g, encodeURIComponent) : key);

export function fromAddress(written: string): string {
  try {
    return written.startsWith(PREFIX) ? decodeURIComponent(written) : written;
  } catch {
    return written;
  }
}
