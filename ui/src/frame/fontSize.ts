import { ref } from "vue";

export const SCALES = ["100", "125", "150", "200"] as const;
export type Scale = (typeof SCALES)[number];

const KEY = "yinhui.scale";

const isScale = (value: string | null): value is Scale => SCALES.some((scale) => scale === value);

// A preference of this computer, not data: it may stand in local storage.
const stored = localStorage.getItem(KEY);
export const scale = ref<Scale>(isScale(stored) ? stored : "100");

export function applyScale(next: Scale): void {
  scale.value = next;
  document.documentElement.dataset.scale = next;
  localStorage.setItem(KEY, next);
}

/** The next larger size, and after the largest the smallest. */
export function nextScale(): void {
  applyScale(SCALES[(SCALES.indexOf(scale.value) + 1) % SCALES.length] ?? "100");
}
