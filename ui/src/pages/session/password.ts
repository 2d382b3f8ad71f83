import { text } from "@/text";

export const SHORTEST_PASSWORD = 8;

/** What is wrong with a new password typed twice, beside the field it is about. */
export function checkNewPassword(password: string, again: string): { password?: string; again?: string } {
  if ([...password].length < SHORTEST_PASSWORD) return { password: text.wizard.tooShort };
  if (password !== again) return { again: text.wizard.mismatch };
  return {};
}
