import { computed, ref, watch } from "vue";
import { useRead } from "@/api";
import { useMay, useStatus } from "@/frame/status";
import type { EventRow } from "@/generated/EventRow";
import { usePurposes } from "./purpose";

/** What every check-in carries. */
export interface Carried {
  purpose?: string;
  event?: string;
}

export function carry(purpose: string | undefined, event: EventRow | null): Carried {
  return { ...(purpose ? { purpose } : {}), ...(event ? { event: event.id } : {}) };
}

// The event stays chosen while the clerk looks at other pages.
const picked = ref<string | null>(null);

/** What people come for at this desk: a daily purpose, or one of the events on now. */
export function useContext() {
  const purposes = usePurposes();
  const may = useMay();
  const { data: status } = useStatus();
  const today = computed(() => status.value?.today ?? "");
  const list = useRead("event.list", computed(() => ({ from: today.value, to: today.value })), {
    enabled: () => may("checkIn") && today.value !== "",
    keep: true,
    // Events begin and end by the clock.
    refetchInterval: 60_000,
  });
  const events = computed(() => (list.data.value ?? []).filter((event) => event.on_now));
  const event = computed(() => events.value.find((one) => one.id === picked.value) ?? null);
  const first = computed(() => purposes.offered.value[0]?.name);
  /** With an event people come for the first daily purpose. */
  const purpose = computed(() => (picked.value === null ? purposes.purpose.value : first.value));
  /** What the desk says people come for. */
  const name = computed(() => event.value?.name ?? purpose.value);

  function choosePurpose(next: string | undefined): void {
    picked.value = null;
    purposes.purpose.value = next;
  }

  function chooseEvent(id: string): void {
    picked.value = id;
  }

  function next(): void {
    const all = [
      ...purposes.offered.value.map((one) => () => choosePurpose(one.name)),
      ...events.value.map((one) => () => chooseEvent(one.id)),
    ];
    const at = event.value
      ? purposes.offered.value.length + events.value.indexOf(event.value)
      : purposes.offered.value.findIndex((one) => one.name === purpose.value);
    all[(at + 1) % all.length]?.();
  }

  // Over, or cancelled: what comes now comes for the first purpose.
  watch([list.data, event], () => {
    if (picked.value !== null && list.data.value !== undefined && event.value === null) choosePurpose(first.value);
  });

  return { ...purposes, purpose, list, purposes: purposes.list, events, event, name, choosePurpose, chooseEvent, next };
}
