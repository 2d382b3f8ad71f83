import { describe, expect, it } from "vitest";
import { BLANK, cutSheets, ROWS } from "@/pages/checkin/sheets";

const lines = (n: number) => Array.from({ length: n }, (_, i) => `第 ${i + 1} 位`);

describe("the printed day sheet", () => {
  it.each([0, 1, ROWS - BLANK, ROWS - BLANK + 1, ROWS, 100])("has every one of %i lines once and room to write", (n) => {
    const sheets = cutSheets(lines(n));
    const rows = sheets.flatMap((sheet) => sheet.rows);
    expect(rows.filter((row) => row !== null)).toEqual(lines(n));
    expect(rows.filter((row) => row === null).length).toBeGreaterThanOrEqual(BLANK);
    expect(rows.slice(n).every((row) => row === null)).toBe(true);
    expect(sheets.every((sheet) => sheet.rows.length === ROWS)).toBe(true);
  });

  it("numbers the rows on from sheet to sheet", () => {
    expect(cutSheets(lines(40)).map((sheet) => sheet.first)).toEqual([1, ROWS + 1]);
  });

  it("takes no sheet more than it needs", () => {
    expect(cutSheets(lines(ROWS - BLANK))).toHaveLength(1);
    expect(cutSheets(lines(ROWS - BLANK + 1))).toHaveLength(2);
  });
});
