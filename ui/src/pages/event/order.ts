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

/** The places that must be written so that somebody stands one further up or down; none where there is no further. */
export function placesAfter(lines: readonly RosterLine[], person: string, step: -1 | 1): { person: string; place: number }[] {
  const rows = lines.filter(isMovable);
  const from = rows.findIndex((line) => line.person === person);
  const to = from + step;
  const [moved, other] = [rows[from], rows[to]];
  if (!moved || !other) return [];
  rows[to] = moved;
  rows[from] = other;
  return rows.flatMap((line, at) => {
    const needed = at <= Math.max(from, to) || line.place !== null;
    return needed && line.place !== at + 1 ? [{ person: line.person, place: at + 1 }] : [];
  });
}
