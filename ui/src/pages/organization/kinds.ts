import { text } from "@/text";

/** What keeps no formal membership (组织关系): its members have theirs elsewhere. */
const GUESTS: readonly string[] = [text.organization.functional, text.organization.temporary];

/** Whether formal memberships can be moved there. */
export const holdsFormal = (kind: string): boolean => !GUESTS.some((word) => kind.includes(word));
