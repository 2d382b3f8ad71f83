import { onBeforeUnmount, onMounted } from "vue";

/** True where keys belong to what is being typed. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** True while a dialog, drawer or menu has the floor. */
export function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".el-overlay, .el-popper, [role=dialog]") !== null;
}

/** `ctrl+l`, `f1`, `escape`: modifiers first, then the key. */
export function chordOf(event: KeyboardEvent): string {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("ctrl");
  if (event.altKey) parts.push("alt");
  parts.push(event.key.toLowerCase());
  return parts.join("+");
}

type Handlers = Record<string, (event: KeyboardEvent) => void>;

interface Options {
  /** Also while a dialog has the floor. */
  inOverlay?: boolean;
  /** Only what nobody else wanted: heard after every page, whichever was there first. */
  last?: boolean;
}

/** Keys of a page. A handled key does nothing else; keys of an open dialog are its own. */
export function useHotkeys(handlers: Handlers, options: Options = {}): void {
  const target = options.last ? window : document;
  const listen = (event: Event) => {
    if (!(event instanceof KeyboardEvent)) return;
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    if (!options.inOverlay && isInOverlay(event.target)) return;
    const chord = chordOf(event);
    const handle = handlers[chord];
    // A character is text where text is typed.
    if (!handle || (chord.length === 1 && isEditable(event.target))) return;
    event.preventDefault();
    handle(event);
  };
  onMounted(() => target.addEventListener("keydown", listen));
  onBeforeUnmount(() => target.removeEventListener("keydown", listen));
}
