import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useRead } from "@/api";
import type { FieldInfo } from "@/generated/FieldInfo";
import { text } from "@/text";

/** What a field can be chosen from: codes, yes and no, the names of records. `open` where a new word is allowed too. */
export function useFieldOptions(field: MaybeRefOrGetter<FieldInfo | undefined>) {
  const key = computed(() => toValue(field)?.key);
  const kind = computed(() => toValue(field)?.kind);
  const reference = computed(() => kind.value === "reference");
  const organizations = useRead("organization.list", null, { enabled: () => key.value === "branch" });
  const units = useRead("unit.list", null, { enabled: () => key.value === "unit" });

  const options = computed<readonly string[]>(() => {
    if (kind.value === "flag") return [text.common.yes, text.common.no];
    if (!reference.value) return toValue(field)?.options ?? [];
    return (key.value === "branch" ? organizations : units).data.value?.map((record) => record.name) ?? [];
  });
  const open = computed(() => kind.value !== "code" && kind.value !== "flag");
  return { options, open, reference };
}
