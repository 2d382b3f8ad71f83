import { computed, onScopeDispose, ref, watch, type Ref } from "vue";
import { useRead } from "@/api";
import { roleMay, type Permission } from "@/api/session";
import type { Status } from "@/generated/Status";
import { centreTime } from "@/lib/when";

/** The state of the program, read again each minute for the day and the backup. */
export function useStatus() {
  return useRead("system.status", null, { keep: true, refetchInterval: 60_000 });
}

export function useMay() {
  const { data } = useStatus();
  const role = computed(() => data.value?.operator?.role);
  return (what: Permission) => roleMay(role.value, what);
}

/** The centre's clock: set by the server, kept going by this computer, so that a wrong PC clock does no harm. */
export function useClock(status: Ref<Status | undefined>) {
  const now = ref(Date.now());
  let ahead = 0;
  watch(
    () => status.value?.now,
    (at) => {
      if (!at) return;
      ahead = Date.parse(at) - performance.now();
      now.value = Date.parse(at);
    },
    { immediate: true },
  );
  const timer = setInterval(() => {
    if (ahead !== 0) now.value = ahead + performance.now();
  }, 1000);
  onScopeDispose(() => clearInterval(timer));
  return computed(() => centreTime(now.value));
}
