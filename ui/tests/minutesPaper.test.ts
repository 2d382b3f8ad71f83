import { describe, expect, it } from "vitest";
import type { EntryRow } from "@/generated/EntryRow";
import type { EventRow } from "@/generated/EventRow";
import { cutRows, linesOf, minutesPaperOf } from "@/pages/event/minutesPaper";

const event: EventRow = {
  id: "e", name: "七一党课", kind: "党课", day: "2026-07-01", from: "09:00", to: "11:00", venue: "报告厅", capacity: null, remark: "", cancelled: false,
  expected: 0, waiting: 0, here: 0, on_now: false, organization: "o", organization_name: "财贸支部", team: "", team_name: "", away: false, series: "", moved_from: "", campaign: "",
  brand: "", lecturer: "", lecturer_name: "", age_from: null, age_to: null,
};
const entry = (facts: Record<string, string>): EntryRow => ({
  id: "m", ledger: "minutes", day: "2026-07-02", until: "", person: null, organization: null, team: null, event: { id: "e", name: "七一党课" }, state: "通过", facts, overdue: "",
});
const sheetsOf = (facts: Record<string, string>) => minutesPaperOf(entry(facts), event, "景洪市离退休干部党群服务中心").sheets;
const cellsOf = (facts: Record<string, string>) => sheetsOf(facts).flat().flatMap(({ cells }) => cells);
const of = (label: string, facts: Record<string, string>) => cellsOf(facts).find((cell) => cell.label === label)?.lines.join("");

describe("lines", () => {
  it("are as long as they may be; a mark does not begin one, a number is not torn", () => {
    expect(linesOf("一二三四五六", 3)).toEqual(["一二三", "四五六"]);
    expect(linesOf("一二三，四五", 3)).toEqual(["一二三，", "四五"]);
    expect(linesOf("一二2026年", 3.5)).toEqual(["一二", "2026年"]);
    expect(linesOf("一二（三）", 3)).toEqual(["一二", "（三）"]);
    expect(linesOf("一二三）。四", 3)).toEqual(["一二", "三）。", "四"]);
    expect(linesOf("一\n二", 3)).toEqual(["一", "二"]);
    expect(linesOf("", 3)).toEqual([""]);
    expect(linesOf("1".repeat(12), 3)).toEqual(["11111", "11111", "11"]);
  });

  it("of prose begin two letters in, paragraph by paragraph", () => {
    expect(linesOf("一二三四\n\n五", 4, true)).toEqual(["\u3000\u3000一二", "三四", "", "\u3000\u3000五"]);
  });
});

describe("the minutes on paper", () => {
  it("say who was to come and who did not, and leave what is not known", () => {
    const facts = { due: "12", present: "10", absent: "白玉（请假）、丁一（住院）", content: "学习" };
    expect([of("应到", facts), of("实到", facts), of("缺席", facts)]).toEqual(["12 人", "10 人", "2 人"]);
    expect([of("实到", { content: "学习" }), of("缺席", { due: "3" })]).toEqual(["", ""]);
    expect(of("党组织", facts)).toBe("财贸支部");
    expect(of("时间", facts)).toContain("09:00–11:00");
    expect(cellsOf(facts).map(({ label }) => label)).not.toContain("反馈");
    expect(of("反馈", { ...facts, feedback: "已办" })).toContain("已办");
  });

  it("fill one sheet where they are short, and go on to others with every word where they are long", () => {
    const [only, ...others] = sheetsOf({ content: "学习" });
    expect(others).toEqual([]);
    expect(only?.reduce((sum, { mm }) => sum + mm, 0)).toBeCloseTo(220);
    const long = Array.from({ length: 40 }, (_, i) => `第${i + 1}项，${"离退休干部学习讨论发言".repeat(9)}。`).join("\n");
    const sheets = sheetsOf({ theme: "学习", content: long, resolution: "同意" });
    expect(sheets.length).toBeGreaterThan(3);
    const written = sheets.flat().flatMap(({ cells }) => cells).filter(({ label }) => label.startsWith("主要内容"));
    expect(written.map(({ label }) => label).slice(0, 2)).toEqual(["主要内容", "主要内容（续）"]);
    expect(written.flatMap(({ lines }) => lines).join("").replaceAll("\u3000", "")).toBe(long.replaceAll("\n", ""));
    for (const sheet of sheets) expect(sheet.reduce((sum, { mm }) => sum + mm, 0)).toBeLessThanOrEqual(220.01);
  });

  it.each(Array.from({ length: 60 }, (_, i) => i + 1))("leave no line alone, of %i", (n) => {
    const lines = Array.from({ length: n }, (_, i) => String(i));
    const sheets = cutRows([{ cells: [{ label: "上", lines: ["一"] }, { label: "下", lines: ["二"] }], least: 0 }, { cells: [{ label: "文", lines }], least: 0 }], 60);
    const parts = sheets.flat().flatMap(({ cells }) => cells).filter(({ label }) => label.startsWith("文"));
    expect(parts.flatMap((part) => part.lines)).toEqual(lines);
    if (n > 1) for (const part of parts) expect(part.lines.length).toBeGreaterThan(1);
    for (const sheet of sheets) expect(sheet.reduce((sum, { mm }) => sum + mm, 0)).toBeLessThanOrEqual(60.01);
  });
});
