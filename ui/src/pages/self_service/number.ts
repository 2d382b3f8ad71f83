import { discreet } from "@/pages/checkin/burst";

/** Shorter than this the server takes nothing for anybody's number. */
export const SHORTEST = 6;
/** No card, ID or telephone number is longer. */
export const LONGEST = 32;

const isPhone = (number: string) => /^1[3-9]\d{9}$/.test(number);

/** Cut as people read them out: 138 8765 4021 and 532822 1949 0305 001X. */
export function grouped(number: string): string[] {
  const head = /^1[3-9]/.test(number) && number.length <= 11 ? 3 : 6;
  return [number.slice(0, head), ...(number.slice(head).match(/.{1,4}/g) ?? [])].filter((part) => part !== "");
}

/** What the screen may show of it: others stand behind, so a whole telephone number or ID is partly hidden. */
export function shownParts(number: string): string[] {
  return grouped(isPhone(number) ? `${number.slice(0, 3)}****${number.slice(-4)}` : discreet(number));
}
