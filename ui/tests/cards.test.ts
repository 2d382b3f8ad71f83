import { describe, expect, it } from "vitest";
import type { Card } from "@/generated/Card";
import type { CardFace } from "@/generated/CardFace";
import { cutCards, grouped, isLong, liveOf, ON_SHEET } from "@/pages/card/cards";

const face = (n: number): CardFace => ({ person: `p${n}`, name: "玉罕", belongs: "", code: `${n}`, squares: 29, path: "" });
const card = (id: string, ended_day: string): Card => ({ id, code: "1", from_day: "2026-03-05", state: "", ended_day, until_day: "" });

describe("cards on paper", () => {
  it.each([0, 1, ON_SHEET, ON_SHEET + 1, 200])("stand once each, %i of them, and no sheet is empty", (n) => {
    const faces = Array.from({ length: n }, (_, i) => face(i));
    const sheets = cutCards(faces);
    expect(sheets.flat()).toEqual(faces);
    expect(sheets.every((sheet) => sheet.length > 0 && sheet.length <= ON_SHEET)).toBe(true);
    expect(sheets).toHaveLength(Math.ceil(n / ON_SHEET));
  });

  it("show their digits in fours", () => {
    expect(grouped("123456789012")).toBe("1234 5678 9012");
    expect(grouped("12345")).toBe("1234 5");
    expect(grouped("1234")).toBe("1234");
  });

  it("set a long name smaller", () => {
    expect(isLong("岩温罕")).toBe(false);
    expect(isLong("阿依古丽·买买提")).toBe(true);
  });
});

describe("the cards that are good", () => {
  it("are those that did not end: of two records that were joined, both", () => {
    expect(liveOf([card("b", ""), card("a", "2026-03-01")]).map((one) => one.id)).toEqual(["b"]);
    expect(liveOf([card("b", ""), card("a", "")]).map((one) => one.id)).toEqual(["b", "a"]);
    expect(liveOf([card("a", "2026-03-01")])).toEqual([]);
  });
});
