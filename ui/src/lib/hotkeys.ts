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

/** Keys of a page. A handled key does nothing else; keys of an open dialog are its own. */
export function useHotkeys(handlers: Handlers, options: { inOverlay?: boolean } = {}): void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    if (!options.inOverlay && isInOverlay(event.target)) return;
    const handle = handlers[chordOf(event)];
    if (!handle) return;
    event.preventDefault();
    handle(event);
  };
  onMounted(() => document.addEventListener("keydown", listen));
  onBeforeUnmount(() => document.removeEventListener("keydown", listen));
}
