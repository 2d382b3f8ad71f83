/** A figure as paper shows it: thousands apart, no more decimals than there are. */
export function figure(value: number): string {
  return value.toLocaleString("zh-CN", { maximumFractionDigits: 2 });
}

/** A difference with its sign, a true minus, and nothing for no change. */
export function change(now: number, before: number | null): string {
  if (before === null) return "—";
  const difference = now - before;
  if (difference === 0) return "0";
  return difference > 0 ? `+${figure(difference)}` : `−${figure(-difference)}`;
}

/** Bytes for people. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
