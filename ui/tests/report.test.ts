import { describe, expect, it } from "vitest";
import type { Annual } from "@/generated/Annual";
import type { Cell } from "@/generated/Cell";
import type { CellDifference } from "@/generated/CellDifference";
import type { CellRow } from "@/generated/CellRow";
import type { Check } from "@/generated/Check";
import type { Form } from "@/generated/Form";
import type { LayoutColumn } from "@/generated/LayoutColumn";
import { toYears } from "@/pages/report/series";
import { byForm } from "@/pages/report/differences";
import { stateOf, troublesOf } from "@/pages/report/freeze";
import { cellWords, headOf, isWide, placeAfter } from "@/pages/report/grid";
import { countOf, placeOf } from "@/pages/report/rows";
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

describe("tabs", () => {
  const ids = ["centre_annual", "f1", "f2", "f3", "f5", "party", "meetings", "talents", "volunteering", "care"];

  it("are those read most often; the others stand in the menu in their order", () => {
    expect(shownTabs(ids, "")).toEqual({ tabs: ["centre_annual", "f1", "f5", "party", "meetings", "talents", "volunteering"], rest: ["f2", "f3", "care"] });
  });

  it("give the last place to one from the menu", () => {
    expect(shownTabs(ids, "care")).toEqual({ tabs: ["centre_annual", "f1", "f5", "party", "meetings", "talents", "care"], rest: ["f2", "f3", "volunteering"] });
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
