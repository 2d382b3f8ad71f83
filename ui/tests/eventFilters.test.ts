import { describe, expect, it } from "vitest";
import type { EventRow } from "@/generated/EventRow";
import { choicesOf, figuresOf, filterOf, fitting } from "@/pages/event/filters";
import { usedOf } from "@/pages/event/usedWords";

const row = (id: string, more: Partial<EventRow>): EventRow => ({
  id, name: id, kind: "会议", day: "2026-03-05", from: "09:00", to: "11:00", venue: "", capacity: null, remark: "", cancelled: false,
  expected: 0, waiting: 0, here: 0, on_now: false, organization: "", organization_name: "", team: "", team_name: "", away: false, series: "", moved_from: "", campaign: "",
  brand: "", lecturer: "", lecturer_name: "", age_from: null, age_to: null, ...more,
});
const EVENTS = [
  row("a", { kind: "文体活动", brand: "银潮之声", expected: 20, here: 18 }),
  row("b", { kind: "主题党日", brand: "银发先锋", campaign: "银龄行动", expected: 30, here: 25 }),
  row("c", { kind: "文体活动", brand: "银发先锋", campaign: "银龄行动", expected: 9, cancelled: true }),
  row("d", { kind: "走访参观" }),
];
const KINDS = [{ name: "主题党日", parent: "" }, { name: "走访参观", parent: "主题党日" }, { name: "文体活动", parent: "" }];
const said = (name: "kind" | "brand" | "campaign", filter = {}) => choicesOf(EVENTS, name, filter, KINDS).map(({ value, count }) => `${value} ${count}`);

describe("a list of events", () => {
  it("is narrowed by what the address says, all of it together", () => {
    expect(filterOf({ kind: "文体活动", brand: "", view: "list", campaign: ["x"] })).toEqual({ kind: "文体活动" });
    expect(fitting(EVENTS, { kind: "文体活动", brand: "银发先锋" }, KINDS).map(({ id }) => id)).toEqual(["c"]);
    expect(fitting(EVENTS, {}, KINDS)).toHaveLength(4);
  });

  it("offers what there is with what each would show, kinds in their order, and keeps what is chosen", () => {
    expect(said("kind"), "a kind holds those below it").toEqual(["主题党日 2", "走访参观 1", "文体活动 2"]);
    expect(fitting(EVENTS, { kind: "主题党日" }, KINDS).map(({ id }) => id)).toEqual(["b", "d"]);
    expect(said("brand")).toEqual(["银发先锋 2", "银潮之声 1"]);
    expect(said("brand", { kind: "文体活动", brand: "银发先锋" })).toEqual(["银发先锋 1", "银潮之声 1"]);
    expect(said("campaign", { campaign: "旧活动" })).toEqual(["银龄行动 2", "旧活动 0"]);
  });

  it("counts people of those that take place", () => {
    expect(figuresOf(EVENTS)).toEqual({ events: 4, cancelled: 1, expected: 50, here: 43 });
  });
});

it("the words used most are offered first", () => {
  expect(usedOf(EVENTS, "brand")).toEqual(["银发先锋", "银潮之声"]);
  expect(usedOf(EVENTS, "campaign")).toEqual(["银龄行动"]);
});
