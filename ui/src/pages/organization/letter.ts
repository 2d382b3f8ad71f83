import { text } from "@/text";

/** What the letter of introduction says beside its number, in the order of the form. */
export function letterOf(transfer: Readonly<Record<string, string | undefined>>): string[] {
  const says = text.organization.letterSays;
  const keys = ["letter_days", "dues_to", "counterpart", "receipt", "reason"] as const;
  return keys.flatMap((key) => {
    const value = transfer[key] ?? "";
    return value === "" ? [] : [says[key](value)];
  });
}
