import { onBeforeUnmount, onMounted } from "vue";
import { isEditable, isInOverlay } from "@/lib/hotkeys";
import { isWholeIdentity, PAUSE, scannedText, type Stroke } from "./burst";
import { looksLikeCard } from "./cards";
import { hold } from "./held";
import { characterOf, isComposing } from "./keys";

/** Without an Enter a scan is over this long after its last key: longer than a pause, for a busy computer hands keys on late. */
export const OVER = 2 * PAUSE;
/** An Enter this soon after a scan is the scanner's own. */
const ECHO = 1000;

interface Places {
  /** The desk's own box while it is a text field: it has its own rule. */
  own: () => Element | null;
  scan: (code: string, at: number) => void;
  enabled: () => boolean;
}

/**
 * Scans while a field, a dialog or a drawer of the page has the focus. The keys go where they always go; once they
 * prove to be a scan, each field is given back what it held before, and the desk gets the card.
 */
export function useFieldScans(places: Places): void {
  let strokes: Stroke[] = [];
  /** The fields the keys went to, each with the way back. */
  let fields = new Map<Element, () => void>();
  let composed = false;
  let over: ReturnType<typeof setTimeout> | undefined;
  let takenAt = -Infinity;

  const isField = (target: EventTarget | null): target is Element =>
    target instanceof Element && target !== places.own() && (isEditable(target) || isInOverlay(target));

  function forget(): void {
    clearTimeout(over);
    strokes = [];
    fields = new Map();
    composed = false;
  }

  function giveBack(): void {
    const focused = document.activeElement;
    // What an input method still holds would be written after the field was given back.
    if (composed && focused instanceof HTMLElement) focused.blur();
    for (const back of fields.values()) back();
    if (composed && focused instanceof HTMLElement) focused.focus();
  }

  function take(code: string, at: number): void {
    takenAt = at;
    giveBack();
    forget();
    places.scan(code, at);
  }

  /** No Enter came: an input method swallows it after an X. Only what can be nothing but a card or an ID is taken. */
  function onOver(): void {
    const at = strokes.at(-1)?.at ?? 0;
    const code = scannedText(strokes, at);
    if (code !== null && (isWholeIdentity(code) || looksLikeCard(code))) take(code, at);
    else forget();
  }

  function onCharacter(event: KeyboardEvent, char: string): void {
    const last = strokes.at(-1);
    if (last && event.timeStamp - last.at > PAUSE) forget();
    strokes.push({ char, at: event.timeStamp });
    composed ||= isComposing(event);
    if (isField(event.target) && !fields.has(event.target)) fields.set(event.target, hold(event.target));
    clearTimeout(over);
    if (fields.size > 0) over = setTimeout(onOver, OVER);
  }

  /** True when the Enter is a scanner's. */
  function onEnter(event: KeyboardEvent): boolean {
    const code = fields.size > 0 ? scannedText(strokes, event.timeStamp) : null;
    const echoes = strokes.length === 0 && isField(event.target) && event.timeStamp - takenAt < ECHO;
    if (code === null) {
      forget();
      return echoes;
    }
    take(code, event.timeStamp);
    return true;
  }

  function onKey(event: KeyboardEvent): void {
    // A key held down is no scanner's.
    if (event.repeat || !places.enabled()) return;
    const char = characterOf(event);
    if (char !== "") onCharacter(event, char);
    else if (event.key === "Enter" && !isComposing(event) && onEnter(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  // Before any field, form or dialog hears the key.
  onMounted(() => document.addEventListener("keydown", onKey, true));
  onBeforeUnmount(() => {
    forget();
    document.removeEventListener("keydown", onKey, true);
  });
}
