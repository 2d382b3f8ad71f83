import { computed, ref } from "vue";
import { useRead } from "@/api";

// The purpose stays chosen while the clerk looks at other pages.
const picked = ref<string>();

export function usePurposes() {
  const list = useRead("purpose.list", null);
  const offered = computed(() => (list.data.value ?? []).filter((purpose) => !purpose.retired));
  const purpose = computed({
    get: () => offered.value.find((entry) => entry.name === picked.value)?.name ?? offered.value[0]?.name,
    set: (name) => (picked.value = name),
  });

  function next(): void {
    const at = offered.value.findIndex((entry) => entry.name === purpose.value);
    purpose.value = offered.value[(at + 1) % offered.value.length]?.name;
  }

  return { list, offered, purpose, next };
}
