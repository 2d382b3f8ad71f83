import { ref, shallowRef } from "vue";
import { call } from "@/api";
import { CommandError } from "@/platform/error";
import { endSession } from "@/api/session";

/** True while what the store says of itself is not to be followed: the wizard or a recovery is not finished, or the desk is being locked. */
export const held = ref(false);

/** What the log-in page should say on arrival: good news green, a loss amber. */
export const arrival = shallowRef<{ tone: "green" | "amber"; words: string } | null>(null);

export async function lockDesk(why = ""): Promise<void> {
  arrival.value = why === "" ? null : { tone: "amber", words: why };
  // Until this page has let go of its token, a reading of the state must not call that a loss.
  held.value = true;
  try {
    await call("session.lock", null);
  } catch (error) {
    // Locked or not on the other side, this page forgets its token.
    if (!(error instanceof CommandError)) throw error;
  } finally {
    held.value = false;
  }
  endSession();
}
