import { nextTick, ref, shallowRef } from "vue";
import { beginSession, onSessionEnd } from "@/api/session";

declare global {
  interface Window {
    /** The session of a window beside the desk, put there by the program before any script. */
    __openScreen?: string;
  }
}

/** What the screen says of itself; empty where nobody told it, for it may read nothing. */
export interface OpenScreen {
  centre: string;
  purpose: string;
}

/** While it is set, this page is the screen where people check themselves in, and nothing else. */
export const openScreen = shallowRef<OpenScreen | null>(null);

/** A window beside the desk whose session is over: it has nothing to offer, least of all a place for passwords. */
export const stopped = ref(false);
let handed = false;

onSessionEnd(() => {
  openScreen.value = null;
  stopped.value = handed;
});

/** Whatever reads for the operator has left the page before it speaks for everybody. */
export async function becomeOpenScreen(session: string, screen: OpenScreen): Promise<void> {
  openScreen.value = screen;
  await nextTick();
  beginSession(session);
}

export function returnToDesk(session: string): void {
  beginSession(session);
  openScreen.value = null;
}

/** A window beside the desk is the screen from the beginning. */
export function takeHandedScreen(): void {
  const session = window.__openScreen;
  delete window.__openScreen;
  if (typeof session !== "string") return;
  handed = true;
  openScreen.value = { centre: "", purpose: "" };
  beginSession(session);
}
