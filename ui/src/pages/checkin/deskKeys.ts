import { onBeforeUnmount, onMounted } from "vue";
import { isEditable, isInOverlay } from "@/lib/hotkeys";
import type { Desk } from "./desk";
import { characterOf, isComposing, rowOfDigit } from "./keys";

/** A digit that could choose a row waits this long: a scan begins with a digit too, and its next key is near. */
const PICK_WAIT = 80;

interface Places {
  /** The text field, while the box is one. */
  field: () => HTMLInputElement | null;
  toField: () => void;
  toRest: () => void;
  /** Closes what stands open beside the desk; false when nothing does. */
  close: () => boolean;
  /** A panel waits behind the matches: Esc brings it back. */
  covered: () => boolean;
  enabled: () => boolean;
}

/**
 * The keys of the desk. At rest nothing editable has the focus, so that no input method touches what a scanner
 * types; letters and digits are collected here, from the whole document. Scans into other fields: `fieldScans.ts`.
 */
export function useDeskKeys(desk: Desk, places: Places): void {
  let pick: { timer: ReturnType<typeof setTimeout>; char: string; at: number } | null = null;

  /** Another key came at once: the digit was the beginning of something typed, not a choice. */
  function unpick(): void {
    if (!pick) return;
    clearTimeout(pick.timer);
    const { char, at } = pick;
    pick = null;
    desk.add(char, at);
  }

  function pickLater(person: string, char: string, at: number): void {
    const timer = setTimeout(() => {
      pick = null;
      void desk.checkIn(person);
    }, PICK_WAIT);
    pick = { timer, char, at };
  }

  function onCharacter(event: KeyboardEvent, char: string, inField: boolean): void {
    const row = desk.looking.value ? null : rowOfDigit(char, desk.words.value, desk.matches.value.length);
    const match = row === null ? undefined : desk.matches.value[row];
    if (match) {
      event.preventDefault();
      if (!event.repeat) pickLater(match.person, char, event.timeStamp);
    } else if (inField) {
      desk.note(char, event.timeStamp);
    } else {
      event.preventDefault();
      desk.add(char, event.timeStamp);
    }
  }

  function onEscape(): void {
    const covered = places.covered();
    if (!desk.escape() && !places.close()) desk.dismiss();
    if (!covered) places.toRest();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || !places.enabled() || isInOverlay(event.target)) return;
    const inField = event.target === places.field();
    if (isEditable(event.target) && !inField) return;
    if (isComposing(event)) {
      // At rest the first key of an input method opens the field for the rest of the word.
      if (!inField) places.toField();
      return;
    }
    if (event.key !== "Shift") unpick();
    const char = characterOf(event);
    if (char !== "") onCharacter(event, char, inField);
    else onOther(event, inField);
  }

  function onOther(event: KeyboardEvent, inField: boolean): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    switch (event.key) {
      case "Enter":
        // A key held down says nothing new.
        if (!event.repeat && !desk.enter(event.timeStamp)) return;
        break;
      case "Escape":
        onEscape();
        break;
      case "ArrowDown":
      case "ArrowUp":
        if (desk.matches.value.length === 0) return;
        desk.move(event.key === "ArrowDown" ? 1 : -1);
        break;
      case "Backspace":
        if (inField || desk.words.value === "") return;
        desk.setWords(desk.words.value.slice(0, -1));
        break;
      case "/":
      case "F2":
        if (inField && event.key === "/") return;
        places.toField();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  onMounted(() => document.addEventListener("keydown", onKey));
  onBeforeUnmount(() => {
    if (pick) clearTimeout(pick.timer);
    document.removeEventListener("keydown", onKey);
  });
}
