import { computed } from "vue";
import { useRead } from "@/api";
import type { FieldInfo } from "@/generated/FieldInfo";

/** Where the facts of the centre's own stand among the sections of the register. */
export const OWN = "own";

/** Before the name, in the key of such a fact. */
const PREFIX = "own.";

const fieldOf = (label: string): FieldInfo => ({ key: `${PREFIX}${label}`, label, kind: "text", section: OWN, options: [], masked: false });

/** What a list of people can show and ask: the fields of the register, and what the centre keeps beside them. */
export function useRegister() {
  const fields = useRead("person.fields", null);
  const own = useRead("person.own_labels", null);
  const register = computed(() => [...(fields.data.value ?? []), ...(own.data.value ?? []).map(fieldOf)]);
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
