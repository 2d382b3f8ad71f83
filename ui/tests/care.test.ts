import { describe, expect, it } from "vitest";
import type { EntryRow } from "@/generated/EntryRow";
import type { MedalRow } from "@/generated/MedalRow";
import type { VisitDue } from "@/generated/VisitDue";
import { cutToSheets } from "@/lib/paperTable";
import { medalLines, medalSheets, missingOf, yearOf, yearsOf } from "@/pages/care/medals";
import { usePicked } from "@/pages/care/picked";
import { chipsOf, cut, namesOf, planLines, refusedOf, usualRound, wantedOf } from "@/pages/care/visits";
import { COLUMNS, roundsOf, visitSheets } from "@/pages/care/visitSheets";
import { toCommandError } from "@/platform/error";
import { refusal } from "./fakePlatform";

const TODAY = "2026-03-05";
const due = (name: string, more: Partial<VisitDue> = {}): VisitDue => ({
  person: `id-${name}`, name, sex: "男", age: "85", branch: "第一党支部", address: "民族路 12 号", phones: "138****1111",
  reasons: ["watched"], text: "85 周岁，没有走访记录", visited: "", planned: "", ...more,
});
const plan = (name: string, facts: Record<string, string>, day = TODAY): EntryRow => ({
  id: `plan-${name}-${day}`, ledger: "care_plan", day, until: "", person: { id: `id-${name}`, name }, organization: null, team: null, event: null,
  state: "待走访", facts, overdue: "",
});
const rows = [due("岩温"), due("玉罕", { reasons: ["hospital", "watched"], branch: "第二党支部" }), due("周启明", { planned: "2026-03-10，陈静" })];

describe("who is to be visited", () => {
  it("is chosen by reason, by words and by what is planned", () => {
    const names = (wanted: Parameters<typeof wantedOf>[1]) => wantedOf(rows, wanted).map(({ name }) => name);
    expect(names({ planned: false })).toEqual(["岩温", "玉罕"]);
    expect(names({ planned: true })).toEqual(["岩温", "玉罕", "周启明"]);
    expect(names({ planned: false, reason: "hospital" })).toEqual(["玉罕"]);
    expect(names({ planned: true, words: " 第二 " })).toEqual(["玉罕"]);
    expect(names({ planned: true, words: "没有" })).toEqual([]);
  });

  it("is counted as it is shown; a reason nobody has is offered only while it is asked for", () => {
    const counts = ["hospital", "watched", "absent"].map((reason) => ({ reason, label: reason, people: 0 }));
    const all = { rule: "", festival: null, planned: 1, counts, rows };
    const told = (wanted: Parameters<typeof chipsOf>[1]) => chipsOf(all, wanted).map(({ label, people }) => `${label} ${people}`);
    expect(told({ planned: false })).toEqual(["全部 2", "hospital 1", "watched 2"]);
    expect(told({ planned: true, reason: "absent" })).toEqual(["全部 3", "hospital 1", "watched 3", "absent 0"]);
  });

  it("is written on a plan with the reason as far as the column takes it", () => {
    const long = due("岩温", { text: "住".repeat(61) });
    const [line, other] = planLines([long, due("玉罕")], { day: TODAY, round: " 三月 ", staff: " " });
    expect(line).toEqual({ ledger: "care_plan", day: TODAY, person: "id-岩温", facts: { round: "三月", reason: `${"住".repeat(59)}…` } });
    expect(other?.facts).toEqual({ round: "三月", reason: "85 周岁，没有走访记录" });
    expect(cut("住".repeat(60))).toBe("住".repeat(60));
  });

  it("is a round called after the festival, by the year it ends in, else after the month", () => {
    expect(usualRound(null, TODAY)).toBe("2026年3月走访");
    expect(usualRound("元旦春节（2025-12-02 至 2026-02-17）", "2025-12-20")).toBe("2026年元旦春节慰问");
    expect(usualRound("七一", TODAY)).toBe("2026年3月走访");
  });
});

describe("many lines written at once", () => {
  it("are refused by name, and beyond a few by number", () => {
    const of = (n: number) => toCommandError(refusal("invalid", "不能登记", Array.from({ length: n }, (_, i) => ({ path: `lines.${i}`, code: "x", message: "已去世" }))));
    expect(refusedOf(of(1), rows)).toEqual({ lines: [{ name: "岩温", why: "已去世" }], more: 0 });
    const many = Array.from({ length: 20 }, (_, i) => due(`岩${i}`));
    expect(refusedOf(of(10), many).lines).toHaveLength(8);
    expect(refusedOf(of(10), many).more).toBe(2);
    expect(refusedOf(toCommandError(refusal("invalid", "x", [{ path: "lines", code: "x", message: "y" }])), rows).lines).toEqual([]);
    expect(refusedOf(null, rows).lines).toEqual([]);
    expect(namesOf(many)).toMatch(/^岩0、.*岩11 等，另有 8 人$/);
    expect(namesOf(rows)).toBe("岩温、玉罕、周启明");
  });

  it("are for those ticked, and for nobody who is on the list no more", () => {
    let listed = rows;
    const { ids, picked, toggle, set, clear } = usePicked(() => listed);
    set(rows, true);
    const [first] = rows;
    if (first) toggle(first);
    expect(picked.value.map(({ name }) => name)).toEqual(["玉罕", "周启明"]);
    listed = rows.slice(0, 2);
    ids.value = new Set(ids.value);
    expect(picked.value.map(({ name }) => name)).toEqual(["玉罕"]);
    clear();
    expect(picked.value).toEqual([]);
  });
});

describe("the paper of a round", () => {
  const plans = [
    plan("周启明", { round: "三月", staff: "陈静", reason: "独居" }, "2026-03-12"),
    plan("岩温", { round: "三月", staff: "陈静", reason: "85 周岁" }, "2026-03-10"),
    plan("岩温", { round: "三月", staff: "陈静" }, "2026-03-11"),
    plan("玉罕", { round: "三月" }),
    plan("李正清", { round: "二月", staff: "李新" }),
  ];

  it("has sheets for each who visits, in the order of the days, whose visitor is not settled last", () => {
    const sheets = visitSheets(plans, "三月", rows, "中心");
    expect(sheets.map(({ heads }) => heads)).toEqual([
      ["中心", "轮次：三月", "走访人：陈静", "合计 2 人"],
      ["中心", "轮次：三月", "走访人：未定", "合计 1 人"],
    ]);
    expect(sheets[0]?.rows.map(([number, name]) => [number, name])).toEqual([["1", "岩温"], ["2", "岩温"], ["3", "周启明"]]);
    expect(sheets[0]?.rows[0]).toEqual(["1", "岩温", "85", "民族路 12 号", "138****1111", "85 周岁", ""]);
    expect(visitSheets(plans, null, [], "中心").map(({ heads }) => heads[2])).toEqual(["走访人：陈静", "走访人：李新", "走访人：未定"]);
    // Who is due no more: room to write by hand.
    expect(visitSheets(plans, "二月", [], "中心")[0]?.rows[0]).toEqual(["1", "李正清", "", "", "", "", ""]);
    expect(roundsOf(plans)).toEqual([{ round: "三月", people: 3 }, { round: "二月", people: 1 }]);
  });

  it("loses nobody between its sheets, and fits between the margins", () => {
    const many = Array.from({ length: 60 }, (_, i) => plan(`岩${i}`, { round: "三月", staff: "陈静", reason: "出院".repeat(i % 30) }));
    const sheets = visitSheets(many, "三月", many.map(({ person }) => due((person?.name ?? ""))), "中心");
    expect(sheets.flatMap(({ rows: cells }) => cells.map(([number]) => number))).toEqual(many.map((_, i) => String(i + 1)));
    expect(COLUMNS.reduce((sum, { mm }) => sum + mm, 0)).toBe(180);
    expect(cutToSheets([], COLUMNS, 228, 18)).toEqual([]);
  });
});

describe("the medal", () => {
  const medal = (more: Partial<MedalRow> = {}): MedalRow => ({
    person: "p", name: "岩温", sex: "男", birth: "1949-03", joined: "1976-07", full: "", standing: "49年11个月至50年0个月",
    rule: "1969年4月1日至1977年8月11日入党：无预备期，自入党之日起算", notes: ["推算"], branch: "第一党支部", opinion: "", reason: "", entry: null, ...more,
  });

  it("is given in years from 2021 to three from now; another year is the present one", () => {
    expect([yearsOf(TODAY)[0], yearsOf(TODAY).at(-1)]).toEqual([2021, 2029]);
    expect(["2027", "2020", "2030", "abc", undefined].map((year) => yearOf(year, TODAY))).toEqual([2027, 2026, 2026, 2026, 2026]);
  });

  it("says which date would tell", () => {
    const probation = "1977年8月12日至1982年9月5日入党：预备期1年，自转正之日起算";
    expect(missingOf(medal())).toBe("入党时间只有年月，要核实到日");
    expect(missingOf(medal({ joined: "1976" }))).toBe("入党时间只有年份，要核实到日");
    expect(missingOf(medal({ rule: probation, joined: "1978-05-01", full: "1979-05" }))).toBe("转正时间只有年月，要核实到日");
    expect(missingOf(medal({ rule: probation, joined: "1978-05" }))).toBe("入党时间只有年月，要核实到日；缺转正时间");
    expect(missingOf(medal({ rule: "1945年4月23日至1956年9月14日入党：预备期6个月、1年或2年，自转正之日起算", joined: "1955-01-01" }))).toBe("缺转正时间");
    expect(missingOf(medal({ rule: "缺入党日期，按转正日期起算", joined: "", full: "1976-07" }))).toBe("缺入党时间；转正时间只有年月，要核实到日");
    expect(missingOf(medal({ joined: "1976-07-01", full: "1976-07-01" }))).toBe("请查档案核定");
  });

  it("has the opinion written down for each, and a paper of 180 mm", () => {
    expect(medalLines([medal()], 2026, { opinion: "暂缓", reason: " 待查 ", day: TODAY, way: "" })).toEqual([
      { ledger: "medal", day: TODAY, person: "p", facts: { year: "2026", opinion: "暂缓", reason: "待查" } },
    ]);
    const [sheet] = medalSheets([medal({ opinion: "同意" })], "eligible", 2026, "中心");
    expect(sheet?.title).toContain("2026年");
    expect(sheet?.heads).toEqual(["中心", "党龄计算到 2026 年 7 月 1 日", "1 人"]);
    expect(sheet?.rows[0]).toEqual(["1", "岩温", "男", "1949-03", "1976-07", "", "49年11个月至50年0个月", "第一党支部", "同意", "推算"]);
    expect(medalSheets([medal()], "undecided", 2026, "中心")[0]?.rows[0]?.at(-1)).toBe("入党时间只有年月，要核实到日");
  });
});
