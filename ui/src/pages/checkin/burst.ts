/** One character as it came from the keyboard, or from something that types like one. */
export interface Stroke {
  char: string;
  /** `event.timeStamp`: when the key was pressed, not when we got round to it. */
  at: number;
}

const SHORTEST_SCAN = 6;
/** Fingers do not type twenty characters with 30 ms between them. */
const FASTEST_FINGERS = 30;
/** A pause that ends one thing and begins another. Single gaps of up to 100 ms happen inside a scan on a busy PC. */
export const PAUSE = 150;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Infinity;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Infinity) + upper) / 2;
}

/**
 * What a scanner typed just before this Enter, or null when it was a person. Judged by the median of the gaps:
 * one late key proves nothing. What stood in the box before the scan began is not part of it.
 */
export function scannedText(strokes: readonly Stroke[], enterAt: number): string | null {
  let begin = strokes.length;
  let next = enterAt;
  const gaps: number[] = [];
  while (begin > 0) {
    const stroke = strokes[begin - 1];
    if (!stroke || next - stroke.at > PAUSE) break;
    gaps.push(next - stroke.at);
    next = stroke.at;
    begin -= 1;
  }
  const scanned = strokes.slice(begin);
  if (scanned.length < SHORTEST_SCAN || median(gaps) >= FASTEST_FINGERS) return null;
  return scanned.map((stroke) => stroke.char).join("");
}

/** A whole citizen number: it counts without Enter, because an input method may swallow the Enter after an X. */
export function isWholeIdentity(words: string): boolean {
  return /^\d{17}[\dXx]$/.test(words.trim());
}

/** A number must not stand on the screen whole. */
export function discreet(words: string): string {
  return isWholeIdentity(words) ? `${words.slice(0, 6)}********${words.slice(-4)}` : words;
}

/** A card held before a scanner is read again and again: within this time of its last reading it is the same one. */
export const REREAD = 3000;

/** Tells a new reading from the same one come again. Another code is always a new reading. */
export function rereads(within = REREAD) {
  let read = new Map<string, number>();

  function isAgain(code: string, at: number): boolean {
    const before = read.get(code);
    read = new Map([...read].filter(([, seen]) => at - seen < within)).set(code, at);
    return before !== undefined && at - before < within;
  }

  /** What was read is over: the same card is now presented on purpose. */
  function forget(): void {
    read.clear();
  }

  return { isAgain, forget };
}
