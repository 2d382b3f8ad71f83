import { shallowRef } from "vue";
import type { Role } from "@/generated/Role";

// The token lives here and nowhere else: no storage, no cookie. Closing the page ends the session.
let token: string | null = null;
const leaving = new Set<(lost: boolean) => void>();

/** Grows when somebody comes or goes, so that what was read for one is never shown to another. */
export const sessionTurn = shallowRef(0);

export const sessionToken = (): string | null => token;

export function beginSession(next: string): void {
  token = next;
  sessionTurn.value += 1;
}

/** `lost`: nobody asked for it, the server no longer knows the session. */
export function endSession(lost = false): void {
  if (token === null) return;
  token = null;
  sessionTurn.value += 1;
  for (const leave of leaving) leave(lost);
}

/** Things kept in page memory for one operator are forgotten with the session. */
export function onSessionEnd(leave: (lost: boolean) => void): void {
  leaving.add(leave);
}

const MAY: Record<string, readonly Role[]> = {
  checkIn: ["admin", "desk"],
  readPeople: ["admin", "report", "view"],
  export: ["admin", "report"],
  administer: ["admin"],
};

export type Permission = "checkIn" | "readPeople" | "export" | "administer";

/** The same table the server keeps, only to hide what would be refused. */
export function roleMay(role: Role | undefined, what: Permission): boolean {
  return role !== undefined && (MAY[what]?.includes(role) ?? false);
}
