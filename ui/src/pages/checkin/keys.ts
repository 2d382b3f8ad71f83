/** The parts of a key press that matter here. */
export type Press = Pick<KeyboardEvent, "code" | "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">;

/** Enter that ends a composition belongs to the input method. */
export function isComposing(event: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === 229;
}

/**
 * The character a press stands for while nothing editable has the focus: digits and Latin letters, read from the
 * place of the key, because its name depends on layout and input method.
 */
export function characterOf(press: Press): string {
  if (press.ctrlKey || press.altKey || press.metaKey) return "";
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  if (digit !== undefined) return press.shiftKey || !/^\d$/.test(press.key) ? "" : digit;
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1];
  if (letter !== undefined) return press.shiftKey ? letter : letter.toLowerCase();
  return press.code === "" && /^[0-9A-Za-z]$/.test(press.key) ? press.key : "";
}

/** 1–9 choose a row only while the words hold no digit: in `4021` a digit is part of what is looked for. */
export function rowOfDigit(char: string, words: string, rows: number): number | null {
  if (words === "" || /\d/.test(words) || !/^[1-9]$/.test(char)) return null;
  const row = Number(char) - 1;
  return row < rows ? row : null;
}
