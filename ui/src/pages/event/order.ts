import type { RosterLine } from "@/generated/RosterLine";
import { isOut, isWalkIn } from "./roster";

/** By pinyin, 姓氏笔画, rank, branch or by hand: the same on the page, on paper and in the workbook. */
export const ORDERS = ["name", "strokes", "rank", "belongs", "hand"] as const;
export type Order = (typeof ORDERS)[number];

const LAST = Number.MAX_SAFE_INTEGER;

/** The roster comes by name; every other order keeps that among equals. */
export function ordered(roster: readonly RosterLine[], order: Order, ranks: readonly string[]): RosterLine[] {
  const by = (place: (line: RosterLine) => number) => [...roster].sort((one, other) => place(one) - place(other));
  switch (order) {
    case "name":
      return [...roster];
    case "strokes":
      return by((line) => line.by_strokes);
    case "rank":
      return by((line) => (ranks.includes(line.rank) ? ranks.indexOf(line.rank) : LAST));
    case "belongs":
      return [...roster].sort((one, other) => {
        if (one.belongs === other.belongs) return 0;
        if (one.belongs === "" || other.belongs === "") return one.belongs === "" ? 1 : -1;
        return one.belongs < other.belongs ? -1 : 1;
      });
    case "hand":
      return by((line) => line.place ?? LAST);
  }
}

/** Who can be put in another place: a place is kept with the registration. */
export const isMovable = (line: RosterLine): boolean => !isOut(line) && !isWalkIn(line);

/** The people whose places must be written, in their order, so that somebody stands one further up or down; none where there is no further. */
export function orderAfter(lines: readonly RosterLine[], person: string, step: -1 | 1): string[] {
  const rows = lines.filter(isMovable);
  const from = rows.findIndex((line) => line.person === person);
  const to = from + step;
  const [moved, other] = [rows[from], rows[to]];
  if (!moved || !other) return [];
  rows[to] = moved;
  rows[from] = other;
  // Who has no place yet stands behind those who have one, by name.
  const last = Math.max(from, to, rows.reduce((found, line, at) => (line.place === null ? found : at), -1));
  return rows.slice(0, last + 1).map((line) => line.person);
}
