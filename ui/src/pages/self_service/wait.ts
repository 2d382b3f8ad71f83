import { onScopeDispose, ref } from "vue";

/** Seconds that are left to wait, counted down by a clock that no change of the time of day touches. */
export function useWait() {
  const seconds = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;

  function begin(length: number): void {
    clearInterval(timer);
    const end = performance.now() + length * 1000;
    seconds.value = length;
    timer = setInterval(() => {
      seconds.value = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      if (seconds.value === 0) clearInterval(timer);
    }, 250);
  }

  onScopeDispose(() => clearInterval(timer));
  return { seconds, begin };
}
