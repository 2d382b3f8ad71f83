import { onBeforeUnmount, onMounted } from "vue";
import { characterOf } from "@/pages/checkin/keys";
import type { Screen } from "./screen";

/** Keys that say nothing by themselves; Tab is for whoever goes from button to button. */
const SILENT = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "ScrollLock", "Tab"]);

/** To read the page anew is safe: it ends in the log-in page. */
const reloads = (event: KeyboardEvent) => event.key === "F5" || (event.ctrlKey && event.code === "KeyR");

const isCommand = (event: KeyboardEvent) =>
  event.ctrlKey || event.altKey || event.metaKey || event.key === "ContextMenu" || /^F\d+$/.test(event.key);

interface Places {
  /** Somebody types a password: the keys are theirs. */
  leaving: () => boolean;
  /** Esc. */
  escape: () => void;
}

/** Keys and scans, wherever the focus is. Commands of the browser do nothing here. */
export function useScreenKeys(screen: Screen, places: Places): void {
  function onKey(event: KeyboardEvent): void {
    if (reloads(event) || (SILENT.has(event.key) && event.key !== "Alt")) return;
    if (isCommand(event)) event.preventDefault();
    else if (event.key === "Escape") places.escape();
    else if (!places.leaving()) onOwn(event);
  }

  function onOwn(event: KeyboardEvent): void {
    const onButton = event.target instanceof HTMLButtonElement;
    if (onButton && (event.key === " " || (event.key === "Enter" && screen.number.value === ""))) return;
    event.preventDefault();
    if (event.key === "Backspace") screen.erase();
    // A finger that rests on a key means it once.
    else if (!event.repeat) onPress(event);
  }

  function onPress(event: KeyboardEvent): void {
    const char = characterOf(event);
    if (event.key === "Enter") screen.enter(event.timeStamp);
    else if (/^[\dXx]$/.test(char)) screen.press(char, event.timeStamp);
    else screen.dismiss();
  }

  const quiet = (event: Event) => event.preventDefault();

  onMounted(() => {
    document.addEventListener("keydown", onKey);
    for (const name of ["contextmenu", "dragstart"]) document.addEventListener(name, quiet);
  });
  onBeforeUnmount(() => {
    document.removeEventListener("keydown", onKey);
    for (const name of ["contextmenu", "dragstart"]) document.removeEventListener(name, quiet);
  });
}
