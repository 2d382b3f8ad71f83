/** What the roster is used for: calling people up on the day, or on the telephone before it. */
export const VIEWS = ["roll", "calls"] as const;
export type RosterView = (typeof VIEWS)[number];
