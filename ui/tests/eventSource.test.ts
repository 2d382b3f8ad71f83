import { describe, expect, it } from "vitest";
import type { Organization } from "@/generated/Organization";
import type { PersonRow } from "@/generated/PersonRow";
import type { RosterLine } from "@/generated/RosterLine";
import type { Team } from "@/generated/Team";
import { marksOfRoster, marksOfSeries, offeredOf } from "@/pages/event/source/offered";
import { organizationsOf, teamsOf, viewsOf } from "@/pages/event/source/sources";
import { holdsFormal } from "@/pages/organization/kinds";
import { letterOf } from "@/pages/organization/letter";

const organization = (id: string, more: Partial<Organization> = {}): Organization => ({ id, name: id, kind: "党支部", composition: "", parent: null, resident: false, closed: "", people: 0, ...more });
const person = (id: string, state = "在册"): PersonRow => ({
  id, name: id, sex: "男", birth: "1950", age: "76", ethnicity: "", retirement_kind: "", branch: "", unit: "财政局", rank: "", identity: "", phones: "", state, cells: {},
});
const line = (who: string, state: string, presence: string | null = null): RosterLine => ({
  registration: null, person: who, name: who, sex: "", birth: "", age: "", belongs: "", rank: "", phones: "", state, reason: "", attendance: "", answer: "", family_signed: false,
  safety_signed: false, enrolled: false, waiting: null, place: null, by_strokes: 1, presence, at: "",
});

describe("whose people are offered", () => {
  it("are those of an organization and of all below it, but of none that was dissolved", () => {
    const all = [
      organization("总支", { kind: "党总支" }),
      organization("甲", { parent: "总支" }),
      organization("合唱", { parent: "甲", kind: "功能型党支部" }),
      organization("旧", { parent: "总支", closed: "2020-01-01" }),
      organization("乙"),
    ];
    expect(organizationsOf(all).map(({ name, lists }) => [name, ...lists])).toEqual([
      ["总支（含下级）", { branch: "总支" }, { branch: "甲" }, { functional: "合唱" }],
      ["甲（含下级）", { branch: "甲" }, { functional: "合唱" }],
      ["合唱", { functional: "合唱" }],
      ["乙", { branch: "乙" }],
    ]);
  });

  it("are those of a team that is, and of a list as it was kept", () => {
    expect(teamsOf([{ id: "t", name: "合唱团", ended: false }, { id: "u", name: "旧", ended: true }] as Team[])).toEqual([{ id: "t", name: "合唱团", lists: [{ team: "t" }] }]);
    const value = { query: { sex: "女", also: ["birth:age_from:80"], cols: "name", sort: "birth" } };
    expect(viewsOf([{ id: "v", name: "高龄", value }])).toEqual([{ id: "v", name: "高龄", lists: [{ sex: "女", also: [{ field: "birth", test: "age_from", value: "80" }] }] }]);
  });
});

describe("somebody offered", () => {
  it("is neither dead nor gone; who stands on the roster cannot be ticked, who withdrew only on purpose", () => {
    const marks = marksOfRoster([line("在", "报名"), line("候", "候补"), line("假", "请假"), line("退", "取消"), line("来", "未报名", "v")]);
    const { offered, gone } = offeredOf([..."在候假退来新".split("").map((id) => person(id)), person("亡", "去世"), person("走", "转出"), person("失", "失联")], marks);
    expect(gone).toBe(2);
    expect(offered.map(({ person: who, may, usual, say }) => [who, may, usual, say])).toEqual([
      ["在", false, false, "已在名单上"],
      ["候", false, false, "已在名单上：候补"],
      ["假", false, false, "已在名单上：请假"],
      ["退", true, false, "已取消报名"],
      ["来", true, true, "到场未报名"],
      ["新", true, true, ""],
      ["失", true, true, "失联"],
    ]);
  });

  it("may come back to a series they left", () => {
    const enrolment = (who: string, until: string) => ({ id: who + until, person: who, name: who, belongs: "", from: "2026-01-01", until });
    const marks = marksOfSeries([enrolment("甲", ""), enrolment("甲", "2025-01-01"), enrolment("乙", "2026-02-01")]);
    expect([marks.get("甲")?.may, marks.get("乙")?.may, marks.get("乙")?.usual]).toEqual([false, true, false]);
  });
});

it("formal membership is held where it can be moved", () => {
  expect(["党支部", "党小组", "功能型党支部", "临时党支部", "流动党员党支部"].map(holdsFormal)).toEqual([true, true, false, false, true]);
});

it("a letter of introduction says what is known of it", () => {
  expect(letterOf({ letter: "2026-018", letter_days: "90", receipt: "已收到", dues_to: "2026-06" })).toEqual(["有效期 90 天", "党费缴至 2026-06", "回执 已收到"]);
  expect(letterOf({})).toEqual([]);
});
