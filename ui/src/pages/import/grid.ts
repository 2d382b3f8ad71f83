// A cursor over the cells of a table of which only a part is there.
export interface Spot {
  row: number;
  col: number;
}

interface Size {
  rows: number;
  cols: number;
  /** Rows in sight: as far as PageUp and PageDown go. */
  page: number;
}

interface Key {
  key: string;
  ctrlKey: boolean;
}

const within = (value: number, count: number) => Math.min(Math.max(value, 0), Math.max(0, count - 1));

/** Where a key leads from a cell; null for a key that leads nowhere. */
export function led(from: Spot, key: Key, size: Size): Spot | null {
  const to = (row: number, col: number) => ({ row: within(row, size.rows), col: within(col, size.cols) });
  switch (key.key) {
    case "ArrowUp":
      return to(key.ctrlKey ? 0 : from.row - 1, from.col);
    case "ArrowDown":
      return to(key.ctrlKey ? size.rows - 1 : from.row + 1, from.col);
    case "ArrowLeft":
      return to(from.row, key.ctrlKey ? 0 : from.col - 1);
    case "ArrowRight":
      return to(from.row, key.ctrlKey ? size.cols - 1 : from.col + 1);
    case "Home":
      return to(key.ctrlKey ? 0 : from.row, 0);
    case "End":
      return to(key.ctrlKey ? size.rows - 1 : from.row, size.cols - 1);
    case "PageUp":
      return to(from.row - size.page, from.col);
    case "PageDown":
      return to(from.row + size.page, from.col);
    default:
      return null;
  }
}

/** The words that fit what was typed: those that begin with it first. */
export function fitting(options: readonly string[], typed: string, most = 8): string[] {
  const words = typed.trim();
  if (words === "") return options.slice(0, most);
  const begin = options.filter((option) => option.startsWith(words));
  const hold = options.filter((option) => !option.startsWith(words) && option.includes(words));
  return [...begin, ...hold].slice(0, most);
}
