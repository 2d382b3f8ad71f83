import { onScopeDispose, ref } from "vue";
import { scannedText, type Stroke } from "@/pages/checkin/burst";
import { useSettle } from "@/pages/checkin/settle";
import { LONGEST, SHORTEST } from "./number";

/** Digits somebody walked away from are not the beginning of the next person's number. */
export const FORGOTTEN = 20_000;

/** The number that is being put in, by pad, keyboard or scanner. `taken`: it is whole. */
export function useEntry(taken: (number: string, at: number) => void) {
  const number = ref("");
  /** Somebody pressed 签到 too early. */
  const short = ref(false);
  let strokes: Stroke[] = [];
  let forget: ReturnType<typeof setTimeout> | undefined;
  const settle = useSettle(finish);

  function set(next: string): void {
    number.value = next;
    short.value = false;
    settle.cancel();
    clearTimeout(forget);
    if (next !== "") forget = setTimeout(clear, FORGOTTEN);
  }

  function clear(): void {
    strokes = [];
    set("");
  }

  function finish(whole: string, at: number): void {
    clear();
    taken(whole, at);
  }

  function add(char: string, at: number): void {
    if (!/^[\dXx]$/.test(char)) return;
    strokes.push({ char: char.toUpperCase(), at });
    set((number.value + char.toUpperCase()).slice(0, LONGEST));
    // Of a scan only the scan counts, not what somebody left standing before it.
    settle.hear(scannedText(strokes, at) ?? number.value, at);
  }

  function erase(): void {
    strokes = [];
    set(number.value.slice(0, -1));
  }

  function enter(at: number): void {
    const scanned = scannedText(strokes, at);
    const words = scanned ?? number.value;
    if (words === "") return;
    if (scanned !== null || words.length >= SHORTEST) finish(words, at);
    else short.value = true;
  }

  onScopeDispose(() => clearTimeout(forget));

  return { number, short, add, erase, enter, clear };
}
