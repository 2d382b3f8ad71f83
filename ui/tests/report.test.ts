import { describe, expect, it } from "vitest";
import type { Annual } from "@/generated/Annual";
import type { Cell } from "@/generated/Cell";
import type { CellDifference } from "@/generated/CellDifference";
import type { CellRow } from "@/generated/CellRow";
import type { Check } from "@/generated/Check";
import type { Form } from "@/generated/Form";
import type { LayoutColumn } from "@/generated/LayoutColumn";
import { formPaper } from "@/pages/report/paper";
import { toYears } from "@/pages/report/series";
import { byForm } from "@/pages/report/differences";
import { stateOf, troublesOf } from "@/pages/report/freeze";
import { cellWords, comparedOf, headOf, isWide, placeAfter } from "@/pages/report/grid";
import { countOf, pageOf, placeOf } from "@/pages/report/rows";
import { summaryOf } from "@/pages/report/summary";
import { shownTabs } from "@/pages/report/tabs";

const column = (id: string, group: string | null = null): LayoutColumn => ({ id, label: `栏${id}`, group });
const cell = (id: string, value = 0, more: Partial<Cell> = {}): Cell => ({
  id, label: id, indent: 0, definition: "", value, unit: "人", kind: "stock", rows: 0, undecided: 0, manual: false, note: null, frozen: false, last_year: null, ...more,
});
const check = (passed: boolean, level: Check["level"]): Check => ({ id: "K", level, passed, message: "", cells: [], people: [], note: "" });
const form = (id: string, more: Partial<Form> = {}): Form => ({
  id, title: id, source: "", reporting_unit: "", as_at: "2025-12-31", closed: true, layout: null, cells: [], checks: [], ...more,
});
const annual = (more: Partial<Annual> = {}): Annual => ({ year: 2025, forms: [form("centre_annual")], frozen: null, ...more });
const row = (type: string, more: Partial<CellRow> = {}): CellRow => ({ type, id: "1", label: "", detail: "", weight: 1, date: "", person: null, ask: null, choices: [], ...more });

describe("the head of a table", () => {
  it("is one row without groups", () => {
    const head = headOf([column("a"), column("b")]);
    expect(head.top.map(({ label, group }) => [label, group])).toEqual([["栏a", false], ["栏b", false]]);
    expect(head.below).toEqual([]);
  });

  it("puts neighbours of one group under one head, and the rest over both rows", () => {
    const head = headOf([column("a"), column("b", "甲"), column("c", "甲"), column("d", "乙"), column("e"), column("f", "乙")]);
    expect(head.top.map(({ label, columns, group }) => [label, columns, group])).toEqual([
      ["栏a", 1, false], ["甲", 2, true], ["乙", 1, true], ["栏e", 1, false], ["乙", 1, true],
    ]);
    expect(head.below.map(({ id }) => id)).toEqual(["b", "c", "d", "f"]);
    expect(isWide({ stub: "", columns: Array.from({ length: 9 }, (_, i) => column(String(i))), rows: [] })).toBe(true);
    expect(isWide(null)).toBe(false);
  });
});

describe("arrow keys", () => {
  it("stay within the table", () => {
    // Three columns, two rows: 0 1 2 / 3 4 5.
    const from = (key: string, at: number) => placeAfter(key, at, 3, 6);
    expect(["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End"].map((key) => from(key, 1))).toEqual([2, 4, 0, null, 0, 2]);
    expect(["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"].map((key) => from(key, 5))).toEqual([null, null, 4, 2]);
    expect(from("ArrowLeft", 3)).toBeNull();
    expect(from("Enter", 3)).toBeNull();
  });
});

describe("a cell in words", () => {
  it("says everything its marks say", () => {
    expect(cellWords(cell("机关，实有", 3), false)).toBe("机关，实有 3 人");
    const told = cellWords(cell("机关", 3, { last_year: 4, undecided: 2, manual: true }), true);
    expect(told).toBe("机关 3 人，上年 4，另有 2 条不能确定，含补录，校核指到这一格");
  });
});

describe("a figure beside the year before", () => {
  const of = (value: number, last_year: number | null) => comparedOf(cell("a", value, { last_year }));

  it("goes up, down, stays or has none, with a mark and a sign", () => {
    expect(of(1234, 1200)).toEqual({ last: "1,200", change: "▲+34", direction: "up", words: "比上年增加 34" });
    expect(of(1, 4)).toEqual({ last: "4", change: "▼−3", direction: "down", words: "比上年减少 3" });
    expect(of(4, 4)).toEqual({ last: "4", change: "", direction: "", words: "与上年持平" });
    expect(of(4, null)).toEqual({ last: "—", change: "", direction: "", words: "" });
  });

  it("is said only where it is shown", () => {
    const grown = cell("机关", 3, { last_year: 1, manual: true });
    expect(cellWords(grown, false)).toBe("机关 3 人，上年 1，含补录");
    expect(cellWords(grown, false, true)).toBe("机关 3 人，上年 1，比上年增加 2，含补录");
  });
});

describe("a form on paper", () => {
  const columns = [column("a"), column("b", "甲"), column("c", "甲")];
  const rows = Array.from({ length: 60 }, (_, i) => ({ id: `r${i}`, label: `第${i}党支部`, indent: i === 0 ? 0 : 1 }));
  const cells = rows.flatMap(({ id }) => columns.map((one) => cell(`${id}.${one.id}`, 1234, { last_year: 1200 })));
  const table = form("branches", { reporting_unit: "中心", source: "自拟", layout: { stub: "党组织", columns, rows }, cells });
  const printed = (compared: boolean, of = table) => formPaper(of, { year: 2025, state: "draft", by: "玉香", compared });

  it("has every row once, across the whole of the paper", () => {
    const paper = printed(false);
    expect(paper.sheets.flatMap((sheet) => sheet.rows.map((row) => row[0]))).toEqual(rows.map(({ label, indent }) => `${indent > 0 ? "\u3000" : ""}${label}`));
    expect(paper.columns.reduce((sum, { mm }) => sum + mm, 0)).toBeCloseTo(180);
    expect(paper.columns.map(({ group }) => group)).toEqual([undefined, undefined, undefined, "甲", "甲"]);
    expect(paper.sheets[0]?.heads).toEqual(["填报单位（盖章）：中心", "截止日期：2025-12-31", "草稿"]);
    expect(paper.sheets[0]?.rows[0]).toEqual(["第0党支部", "1", "1,234", "1,234", "1,234"]);
  });

  it("shows the year before under each figure, and says what that is", () => {
    const paper = printed(true);
    expect(paper.sheets[0]?.rows[0]?.[2]).toBe("1,234\n(1,200)\n▲+34");
    expect(paper.sheets[0]?.note).toContain("括号里是上年数");
    expect(paper.sheets.length).toBeGreaterThan(printed(false).sheets.length);
    expect(printed(false).sheets[0]?.note).toBe("表式说明：自拟");
  });

  it("stays as it is where there is no year before", () => {
    const fresh = { ...table, cells: table.cells.map((one) => ({ ...one, last_year: null })) };
    expect(printed(true, fresh).sheets).toEqual(printed(false, fresh).sheets);
  });

  it("is no wider than the paper, however many columns", () => {
    const many = Array.from({ length: 24 }, (_, i) => column(String(i)));
    const wide = { ...table, layout: { stub: "", columns: many, rows: rows.slice(0, 1) }, cells: many.map(({ id }) => cell(`r0.${id}`, 123456)) };
    expect(printed(false, wide).columns.reduce((sum, { mm }) => sum + mm, 0)).toBeCloseTo(180);
  });

  it("lists figures with those of the year before in any case", () => {
    const list = form("centre_annual", { cells: [cell("到馆人次", 5, { last_year: 7, manual: true, undecided: 1 })] });
    const { columns: heads, sheets } = printed(false, list);
    expect(heads.map(({ label }) => label)).toEqual(["项目", "类型", "单位", "2024", "2025", "增减"]);
    expect(sheets[0]?.rows).toEqual([["到馆人次", "时点", "人", "7", "补5", "−2"]]);
    expect(sheets[0]?.note).toContain("不能确定的人员没有计入");
  });
});

describe("tabs", () => {
  const ids = ["centre_annual", "f1", "f2", "f3", "f5", "party", "meetings", "talents", "volunteering", "care"];

  it("are those read most often; the others stand in the menu in their order", () => {
    expect(shownTabs(ids, "")).toEqual({ tabs: ["centre_annual", "f1", "f5", "party", "meetings", "talents"], rest: ["f2", "f3", "volunteering", "care"] });
  });

  it("give the last place to one from the menu", () => {
    expect(shownTabs(ids, "care")).toEqual({ tabs: ["centre_annual", "f1", "f5", "party", "meetings", "care"], rest: ["f2", "f3", "talents", "volunteering"] });
    expect(shownTabs(["centre_annual", "x"], "x").tabs).toEqual(["centre_annual", "x"]);
    expect(shownTabs(["x", "y"], "")).toEqual({ tabs: ["x", "y"], rest: [] });
  });
});

describe("before a year is frozen", () => {
  it("its state and what is open are told", () => {
    const frozen = { offered_by: "玉香", confirmed_by: null, at: "", program: "", log_head: "" };
    expect(stateOf(annual({ forms: [form("f1", { closed: false })] }))).toBe("open");
    expect(stateOf(annual())).toBe("draft");
    expect(stateOf(annual({ frozen }))).toBe("offered");
    expect(stateOf(annual({ frozen: { ...frozen, confirmed_by: "玉香" } }))).toBe("frozen");
    const checks = [check(true, "error"), check(false, "error"), check(false, "warn"), check(false, "warn")];
    const forms = [form("f1", { checks, cells: [cell("a", 1, { undecided: 2 }), cell("b")] }), form("f2")];
    expect(troublesOf(annual({ forms }))).toEqual({ errors: 1, warnings: 2, undecided: [{ form: "f1", cells: 1 }] });
  });
});

describe("rows", () => {
  it("lead to the page they are about", () => {
    expect(placeOf(row("organization", { id: "7" }))).toEqual({ name: "organization", params: { id: "7" } });
    expect(placeOf(row("ledger.medal"))).toEqual({ name: "services", params: { ledger: "medal" } });
    expect(placeOf(row("manual"))).toBeNull();
    expect(countOf([row("person", { person: "1" })])).toBe("1 人");
    expect(countOf([row("person", { person: "1" }), row("manual")])).toBe("2 条");
  });

  it("of a figure are read page by page to the last", () => {
    expect(pageOf(0, 0)).toEqual({ at: 0, last: 0, from: 1, to: 0 });
    expect(pageOf(0, 200)).toMatchObject({ last: 0, to: 200 });
    expect(pageOf(15, 3021)).toEqual({ at: 15, last: 15, from: 3001, to: 3021 });
    // One that is no more is the last.
    expect(pageOf(2, 201)).toMatchObject({ at: 1, from: 201, to: 201 });
  });

  it("of differences stand under their forms", () => {
    const differs = (of: string, id: string): CellDifference => ({ form: of, title: `表${of}`, cell: id, label: "", frozen: 1, now: 2, came: [], gone: [] });
    expect(byForm([differs("f1", "a"), differs("f5", "b"), differs("f1", "c")]).map(({ title, cells }) => [title, cells.map((one) => one.cell)])).toEqual([
      ["表f1", ["a", "c"]], ["表f5", ["b"]],
    ]);
  });
});

describe("年度小结", () => {
  const of = (cells: Record<string, number>) => summaryOf(annual({ forms: [form("centre_annual", { cells: Object.entries(cells).map(([id, value]) => cell(id, value)) })] }));

  it("says the figures of the centre in their order, with shares to one place", () => {
    expect(of({
      organizations: 76, members_retired: 2232, members_mixed: 3021, standardized: 76, model_branches: 15, medals: 85, care_persons: 255, study_deliveries: 332,
      award_persons: 5, award_bodies: 1, resident_branches: 12, resident_functional: 4, associations: 21, venue_uses: 306, venue_heads: 41000, volunteer_teams: 34, expert_teams: 1,
      finest_persons: 15, finest_teams: 5, volunteer_events: 31, volunteer_heads: 2000, talents: 58, lecturers: 14, jurors: 9,
    })).toBe(
      "截至2025年12月31日，共有离退休干部党组织76个，党员2232名，占离退休党员总数的42.5%，与在职党员混编管理的离退休党员3021名，占离退休党员总数的57.5%，规范化达标的党组织76个，离退休干部示范党支部15个。"
      + "本年度发放“光荣在党50年”纪念章85枚，走访慰问255名，“银龄送学”服务332人次，5名个人、1个集体受到“两优一先”表彰。"
      + "现有入驻建制性党支部12个，入驻功能型党支部4个，涉老社团21个。"
      + "累计共享场地306次，受益41000人次。"
      + "组建志愿服务队34支，专家队1支，选树“最美银发志愿者”15名，“最美银发志愿团队”5个，累计开展志愿服务活动31次，参与2000人次。"
      + "银发人才库在库58人，五老宣讲团成员14名，人民陪审员9名。",
    );
  });

  it("leaves out what is nought, whole sentences too", () => {
    expect(of({ organizations: 2, members_retired: 0, medals: 0, award_bodies: 1, associations: 0, talents: 3 })).toBe(
      "截至2025年12月31日，共有离退休干部党组织2个。本年度1个集体受到“两优一先”表彰。银发人才库在库3人。",
    );
    expect(of({ organizations: 0 })).toBe("");
    expect(summaryOf(annual({ forms: [] }))).toBe("");
  });
});

describe("a figure over the years", () => {
  const years = (...values: number[]) => toYears(values.map((value, at) => ({ year: 2022 + at, value, frozen: false })));

  it("stands beside the year before, and its bar beside the largest", () => {
    expect(years(50, 100, 75).map(({ before, bar }) => [before, bar])).toEqual([
      [null, 50],
      [50, 100],
      [100, 75],
    ]);
  });

  it("has no bar where it is nought or below", () => {
    expect(years(0, -3).map(({ bar }) => bar)).toEqual([0, 0]);
  });
});
