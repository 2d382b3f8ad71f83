import { usePlatform } from "@/api";

/** Asked for within a click, or the browser refuses; refused, the page is as good. In the window the program does it. */
export function fillScreen(): void {
  if (usePlatform().kind !== "browser" || document.fullscreenElement || !document.fullscreenEnabled) return;
  document.documentElement.requestFullscreen().catch(() => undefined);
}

export function giveScreenBack(): void {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
}
