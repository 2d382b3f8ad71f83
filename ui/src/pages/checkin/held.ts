/** Keeps what a field holds; what it answers gives the field that back, and lets whoever listens to it know. */
export function hold(field: Element): () => void {
  if (field instanceof HTMLSelectElement) return holdChoice(field);
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return holdText(field);
  return () => undefined;
}

function holdChoice(field: HTMLSelectElement): () => void {
  const { value } = field;
  return () => {
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
}

function holdText(field: HTMLInputElement | HTMLTextAreaElement): () => void {
  const { value, selectionStart, selectionEnd } = field;
  return () => {
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
  };
}
