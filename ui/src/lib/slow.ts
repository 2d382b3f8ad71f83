import { onBeforeUnmount, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from "vue";

/** True only once something has gone on for a while: a word that flashes by for a tenth of a second only unsettles. */
export function useSlow(busy: MaybeRefOrGetter<boolean>, after = 250): Ref<boolean> {
  const slow = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => toValue(busy),
    (now) => {
      clearTimeout(timer);
      slow.value = false;
      if (now) timer = setTimeout(() => (slow.value = true), after);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => clearTimeout(timer));
  return slow;
}
