import type { Card } from "@/generated/Card";
import type { CardFace } from "@/generated/CardFace";
import { text } from "@/text";

/** Cards on a sheet of A4: 2 × 5 of 85.6 × 54 mm, cut along shared lines. */
export const ON_SHEET = 10;
/** Cards of one print, as the server allows. */
export const MOST = 200;

export const isLive = (card: Card): boolean => card.ended_day === "";
/** Run out but not ended: whoever comes with it is greeted, and it can be made good again. */
export const isExpired = (card: Card): boolean => isLive(card) && card.state === text.card.expired;
/** A card that holds for ever needs no renewal. */
export const mayRenew = (card: Card): boolean => isLive(card) && (card.until_day !== "" || isExpired(card));
/** Cards that are good: one, or those of two records that were joined. */
export const liveOf = (cards: readonly Card[]): Card[] => cards.filter(isLive);

/** `123456789012` → `1234 5678 9012`. */
export const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1 ");

export function cutCards<F extends CardFace>(faces: readonly F[]): F[][] {
  return Array.from({ length: Math.ceil(faces.length / ON_SHEET) }, (_, sheet) => faces.slice(sheet * ON_SHEET, (sheet + 1) * ON_SHEET));
}

/** A long name is set smaller, so that it stands beside the code. */
export const isLong = (name: string): boolean => [...name].length > 4;
