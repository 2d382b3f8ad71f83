import { describe, expect, it } from "vitest";
import type { SeriesRule } from "@/generated/SeriesRule";
import { daysOf, previewOf, ruleFormOf, ruleOf, ruleWords, type RuleForm } from "@/pages/event/series";

const YEAR = { from: "2026-01-01", to: "2026-12-31" };
const rule = (repeat: string, more: Partial<SeriesRule> = {}): SeriesRule => ({ repeat, ...YEAR, ...more });

describe("the days of a series", () => {
  it.each<[SeriesRule, number, string, string]>([
    [rule("weekly", { weekdays: [2, 4] }), 105, "2026-01-01", "2026-12-31"],
    [rule("weekly", { weekdays: [3], every: 2, from: "2026-03-05" }), 21, "2026-03-18", "2026-12-23"],
    [rule("monthly_on", { day: 31 }), 12, "2026-01-31", "2026-12-31"],
    [rule("monthly_the", { week: 1, weekdays: [5] }), 12, "2026-01-02", "2026-12-04"],
    [rule("monthly_the", { week: 5, weekdays: [7] }), 12, "2026-01-25", "2026-12-27"],
    [rule("monthly_the", { week: 4, weekdays: [1], from: "2025-11-15", to: "2026-02-10" }), 3, "2025-11-24", "2026-01-26"],
    [rule("on", { days: ["2026-07-01", "2026-03-05", "2026-03-05"] }), 2, "2026-03-05", "2026-07-01"],
  ])("%j", (of, count, first, last) => {
    const days = daysOf(of);
    expect([days?.length, days?.[0], days?.at(-1)]).toEqual([count, first, last]);
  });

  it("are none where the rule cannot be read, and the server's own by the Chinese calendar", () => {
    expect(daysOf(rule("weekly", { weekdays: [1], from: "下周", to: "2026-12-31" }))).toEqual([]);
    expect(daysOf(rule("weekly", { weekdays: [1], from: "2027-01-01" }))).toEqual([]);
    expect(daysOf(rule("monthly_on", { day: 0 }))).toEqual([]);
    expect(daysOf(rule("lunar", { days: ["2026-10-18"] }))).toBeNull();
    expect(previewOf(rule("weekly", { weekdays: [] }))).toBe("按这个规律，这段时间里没有一天。");
    expect(previewOf(rule("on", { days: ["2026-03-05"] }))).toBe("共 1 场：2026年3月5日 星期四");
  });
});

describe("the form of a rule", () => {
  it("begins with the day and goes on to the end of its year", () => {
    expect(ruleOf(ruleFormOf(null, "2026-03-05"), "2026-03-05")).toEqual({ repeat: "weekly", from: "2026-03-05", to: "2026-12-31", weekdays: [4], every: 1 });
  });

  it("sends only what belongs to the way it repeats, and comes back as it was", () => {
    const form: RuleForm = { ...ruleFormOf(null, "2026-03-05"), days: "0501、2026.10.1\n20260701" };
    const of = (repeat: RuleForm["repeat"]) => ruleOf({ ...form, repeat }, "2026-03-05");
    expect(of("monthly_on")).toEqual({ repeat: "monthly_on", from: "2026-03-05", to: "2026-12-31", day: 5 });
    expect(of("monthly_the")).toEqual({ repeat: "monthly_the", from: "2026-03-05", to: "2026-12-31", week: 1, weekdays: [4] });
    expect(of("on")).toEqual({ repeat: "on", from: "2026-05-01", to: "2026-10-01", days: ["2026-05-01", "2026-10-01", "2026-07-01"] });
    for (const repeat of ["weekly", "monthly_on", "monthly_the", "on"] as const) {
      const sent = of(repeat);
      expect(ruleOf(ruleFormOf(sent, "2026-03-05"), "2026-03-05")).toEqual(sent);
    }
  });

  it("is said in words", () => {
    expect([
      rule("weekly", { weekdays: [2, 4] }), rule("weekly", { weekdays: [3], every: 2 }), rule("monthly_on", { day: 5 }), rule("monthly_the", { week: 5, weekdays: [5] }),
      rule("on", { days: ["2026-03-05", "2026-07-01"] }), rule("lunar", { days: ["2026-10-18"] }),
    ].map(ruleWords)).toEqual(["每周二、四", "每 2 周三", "每月 5 号", "每月最后一个周五", "指定的 2 天", "每年农历同一天（如 10月18日 星期日）"]);
  });
});
