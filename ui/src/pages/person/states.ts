// Two states the page itself must know, in the words of the register.
export const REGISTERED = "在册";
export const DIED = "去世";
