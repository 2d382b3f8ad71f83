import { describe, expect, it } from "vitest";
import { discreet, isWholeIdentity, REREAD, rereads, scannedText, type Stroke } from "@/pages/checkin/burst";

/** Strokes with the given gaps before each key but the first; Enter comes one more gap later. */
function typed(chars: string, gaps: number | number[]): { strokes: Stroke[]; enterAt: number } {
  let at = 1000;
  const strokes: Stroke[] = [...chars].map((char, i) => {
    if (i > 0) at += Array.isArray(gaps) ? (gaps[i - 1] ?? 0) : gaps;
    return { char, at };
  });
  return { strokes, enterAt: at + (Array.isArray(gaps) ? (gaps.at(-1) ?? 0) : gaps) };
}

describe("a scan is told from a person typing", () => {
  it("takes a card scanned at 12 ms a key whole", () => {
    const { strokes, enterAt } = typed("0001234567", 18);
    expect(scannedText(strokes, enterAt)).toBe("0001234567");
  });

  it("forgives single late keys on a busy computer", () => {
    const { strokes, enterAt } = typed("00012345", [2, 2, 96, 2, 2, 55, 2, 2]);
    expect(scannedText(strokes, enterAt)).toBe("00012345");
  });

  it("leaves what a person types to the person", () => {
    const { strokes, enterAt } = typed("yanwenhan", 90);
    expect(scannedText(strokes, enterAt)).toBeNull();
  });

  it("does not take five quick keys for a scan", () => {
    const { strokes, enterAt } = typed("40213", 5);
    expect(scannedText(strokes, enterAt)).toBeNull();
  });

  it("keeps out what stood in the box before the scan", () => {
    const before = typed("yw", 120);
    const begin = before.enterAt + 900;
    const scan = typed("0001234567", 3);
    const strokes = [...before.strokes, ...scan.strokes.map((stroke) => ({ ...stroke, at: stroke.at - 1000 + begin }))];
    expect(scannedText(strokes, scan.enterAt - 1000 + begin)).toBe("0001234567");
  });

  it("is no scan when Enter comes long after the keys", () => {
    const { strokes, enterAt } = typed("0001234567", 3);
    expect(scannedText(strokes, enterAt + 800)).toBeNull();
  });
});

describe("a whole citizen number", () => {
  it("counts without Enter, also when it ends in X", () => {
    expect(isWholeIdentity("53280119490305001X")).toBe(true);
    expect(isWholeIdentity("532801194903050017")).toBe(true);
    expect(isWholeIdentity("53280119490305001")).toBe(false);
  });

  it("is never shown whole", () => {
    expect(discreet("532801194903050017")).toBe("532801********0017");
    expect(discreet("4021")).toBe("4021");
  });
});

describe("a card held before the scanner", () => {
  it("is one reading, however often it is read", () => {
    const { isAgain } = rereads();
    expect(isAgain("2000012345", 0)).toBe(false);
    for (const at of [900, 2500, 5000, 7900]) expect(isAgain("2000012345", at)).toBe(true);
  });

  it("is a new reading once it was away long enough", () => {
    const { isAgain } = rereads();
    isAgain("2000012345", 0);
    expect(isAgain("2000012345", REREAD)).toBe(false);
  });

  it("never swallows another card, and knows the first again after it", () => {
    const { isAgain } = rereads();
    isAgain("2000012345", 0);
    expect(isAgain("2000012346", 10)).toBe(false);
    expect(isAgain("2000012345", 20)).toBe(true);
  });

  it("is a new reading when what was read is over", () => {
    const { isAgain, forget } = rereads();
    isAgain("2000012345", 0);
    forget();
    expect(isAgain("2000012345", 100)).toBe(false);
  });
});
