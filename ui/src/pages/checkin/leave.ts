import { text } from "@/text";

/** `1小时53分`. */
export function stayOf(minutes: number): string {
  return text.checkin.stay(Math.floor(minutes / 60), minutes % 60);
}

/** `16:05 离馆 · 停留 1小时53分`. */
export function leftLine(time: string, minutes: number | null): string {
  return text.checkin.leftAt(time, stayOf(minutes ?? 0));
}
