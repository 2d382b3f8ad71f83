import { ref, shallowRef } from "vue";
import { call } from "@/api";
import { CommandError } from "@/platform/error";
import { endSession } from "@/api/session";

/** True while the wizard or the recovery code must be finished though the store is already open. */
export const held = ref(false);

/** What the log-in page should say on arrival: good news green, a loss amber. */
export const arrival = shallowRef<{ tone: "green" | "amber"; words: string } | null>(null);

export async function lockDesk(why = ""): Promise<void> {
  arrival.value = why === "" ? null : { tone: "amber", words: why };
  try {
    await call("session.lock", null);
  } catch (error) {
    // Locked or not on the other side, this page forgets its token.
    if (!(error instanceof CommandError)) throw error;
  }
  endSession();
}
