import { text } from "@/text";

// Two states the page itself must know, in the words of the register.
export const REGISTERED: string = text.person.stateRegistered;
export const DIED: string = text.person.stateDied;
