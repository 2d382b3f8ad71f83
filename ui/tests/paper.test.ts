import { beforeEach, describe, expect, it } from "vitest";
import type { InsideLine } from "@/generated/InsideLine";
import { dayTyped } from "@/lib/dayTyped";
import { looksLikeCard } from "@/pages/checkin/cards";
import { leftLine, stayOf } from "@/pages/checkin/leave";
import { clearRows, complete, firstNumber, lineOf, newRow, paper, placeOnRows } from "@/pages/checkin/paper";
import { BOXES, cutRoll, ROLL_ROWS, rollRows } from "@/pages/checkin/roll";

describe("a day as it is typed", () => {
  const today = "2026-03-05";
  it.each([
    ["20260305", "2026-03-05"],
    ["2026-3-4", "2026-03-04"],
    ["2026年3月4日", "2026-03-04"],
    ["0305", "2026-03-05"],
    ["０３０４", "2026-03-04"],
    ["3.4", "2026-03-04"],
    ["3月4日", "2026-03-04"],
    ["1231", "2025-12-31"],
    ["20260306", "2026-03-06"],
  ])("%s is %s", (typed, day) => expect(dayTyped(typed, today)).toBe(day));

  it.each(["", "20260230", "1301", "0230", "昨天", "305", "2026"])("%s is none", (typed) => expect(dayTyped(typed, today)).toBeNull());
});

describe("what could be a card", () => {
  it.each(["200001", "2000012345", "123456789012"])("%s could", (words) => expect(looksLikeCard(words)).toBe(true));
  it.each(["4021", "13887654021", "532801194903050017", "53280119490305001X", "ywh001234", ""])("%s could not", (words) =>
    expect(looksLikeCard(words)).toBe(false),
  );
});

describe("how long somebody stayed", () => {
  it("is said in hours and minutes", () => {
    expect(leftLine("16:05", 113)).toBe("16:05 离馆 · 停留 1小时53分");
    expect([0, 5, 60, 61].map(stayOf)).toEqual(["0分", "5分", "1小时", "1小时1分"]);
  });
});

describe("a paper sheet", () => {
  beforeEach(clearRows);
  const row = (more: Partial<ReturnType<typeof newRow>>) => ({ ...newRow(), ...more });

  it("is sent with the purpose of the sheet where a row has none", () => {
    const person = row({ time: " 0910 ", words: "岩温罕", whose: { person: "p1", name: "岩温罕", about: "" } });
    expect(lineOf(person, "书屋")).toEqual({ time: "0910", person: "p1", purpose: "书屋" });
    expect(lineOf(row({ words: "王某", whose: { guest: "王某" }, purpose: "咨询" }), "书屋")).toEqual({ time: "", name: "王某", kind: "群众", purpose: "咨询" });
    const group = row({ words: "教育局", whose: { guest: "教育局" }, kind: "在职", heads: "１２", left: " 1130 " });
    expect(lineOf(group, "书屋")).toEqual({ time: "", name: "教育局", kind: "在职", heads: 12, left: "1130", purpose: "书屋" });
    expect(lineOf({ ...group, heads: "很多" }, "书屋").heads, "what is no number is refused, not one").toBe(0);
  });

  it("is not sent while somebody on it is undecided", () => {
    const rows = [row({ words: "玉罕" }), row({ time: "0910" }), row({}), row({ words: "王某", whose: { guest: "王某" } })];
    expect(complete(rows)).toBe(false);
    expect(rows.map((one) => one.error !== "")).toEqual([true, true, false, false]);
  });

  it("shows what was refused on its row, by the number on the paper", () => {
    const rows = [row({}), row({}), row({})];
    const rest = placeOnRows(rows, [
      { path: "lines.1", code: "time", message: "时间请写成 0910 或 9:10。" },
      { path: "lines.2", code: "refused", message: "登记为去世，请核对是不是这位同志。" },
      { path: "day", code: "day", message: "日期请核对。" },
    ]);
    expect(rows.map((one) => one.error)).toEqual(["", "时间请写成 0910 或 9:10。", "登记为去世，请核对是不是这位同志。"]);
    expect(rows.map((one) => one.at)).toEqual(["name", "time", "name"]);
    expect(rest).toEqual(["日期请核对。"]);
  });

  it("counts from the number printed on the paper", () => {
    expect(["1", "21", "２１", "", "0", "x"].map(firstNumber)).toEqual([1, 21, 21, 1, 1, 1]);
  });

  it("begins anew with one empty row, and keeps its day and purpose", () => {
    Object.assign(paper, { day: "2026-03-04", purpose: "书屋", first: "21", rows: [row({ words: "岩温罕" })] });
    clearRows();
    expect(paper).toMatchObject({ day: "2026-03-04", purpose: "书屋", first: "1" });
    expect(paper.rows.map((one) => one.words)).toEqual([""]);
  });
});

describe("the roll call", () => {
  const line = (heads: number): InsideLine => ({
    id: `${heads}`, entry: "", person: null, name: "某单位", detail: "", since: "09:12", purpose: "", branch: "", unit: "", heads,
  });

  it("has a box for each head", () => {
    const lines = [1, BOXES, BOXES + 1, 30].map(line);
    const rows = rollRows(lines);
    expect(rows.reduce((sum, row) => sum + row.boxes, 0)).toBe(1 + BOXES + BOXES + 1 + 30);
    expect(rows.filter((row) => !row.more)).toHaveLength(4);
    expect(Math.max(...rows.map((row) => row.boxes))).toBe(BOXES);
  });

  it("is cut into full sheets", () => {
    expect(cutRoll(Array.from({ length: ROLL_ROWS + 1 }, () => line(1))).map((sheet) => sheet.length)).toEqual([ROLL_ROWS, 1]);
    expect(cutRoll([])).toEqual([]);
  });
});
