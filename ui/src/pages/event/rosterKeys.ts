import type { RosterLine } from "@/generated/RosterLine";
import { HOWS, isDue, isExpected, isHere, isOut, isWaiting, isWalkIn, mayBe, type RosterAct } from "./roster";

/** As they stand on the buttons: the first letter of the word, spoken, where it is free. */
export const KEYS = { here: "Space", late: "C", proxy: "D", online: "X", delivered: "S", absent: "B", excuse: "Q", withdraw: "Delete", restore: "R", beyond: "J", up: "Alt ↑", down: "Alt ↓" } as const;

export function mayAct(act: "excuse" | "withdraw" | "restore" | "beyond", line: RosterLine): boolean {
  switch (act) {
    case "excuse":
      return !isHere(line) && !isOut(line) && !isWalkIn(line);
    case "withdraw":
      return !isHere(line) && (isDue(line) || isWaiting(line));
    case "restore":
      return !isExpected(line) && !isWaiting(line);
    case "beyond":
      return isWaiting(line);
  }
}

/** What a key means for somebody as they stand; null for nothing. */
export function actOfKey(key: string, line: RosterLine): RosterAct | null {
  if (key === " ") return isHere(line) ? "takeBack" : "here";
  const how = HOWS.find((one) => KEYS[one].toLowerCase() === key);
  if (how) return mayBe(how, line) ? how : null;
  // Who is here is told to be taken back first.
  if (key === "delete") return isDue(line) || isWaiting(line) ? "withdraw" : null;
  const act = (["excuse", "restore", "beyond"] as const).find((one) => KEYS[one].toLowerCase() === key);
  if (!act || !mayAct(act, line)) return null;
  return act === "restore" && isHere(line) ? "register" : act;
}
