import { describe, expect, it } from "vitest";
import type { EventPage } from "@/generated/EventPage";
import type { EventRow } from "@/generated/EventRow";
import type { Match } from "@/generated/Match";
import type { RosterLine } from "@/generated/RosterLine";
import { byDay, isMonth, monthFrom, monthGrid, SPANS, spanOf } from "@/pages/event/days";
import { formOf, requestOf, withCancelled, wrongOf } from "@/pages/event/form";
import { meant, namesOf } from "@/pages/event/names";
import { actsOf, countsOf, rowOf, shownOf } from "@/pages/event/roster";
import { signFigures, signLines } from "@/pages/event/signSheet";

const row = (id: string, day: string, more: Partial<EventRow> = {}): EventRow => ({
  id, name: id, kind: "会议", day, from: "09:00", to: "11:00", venue: "", capacity: null, remark: "", cancelled: false,
  expected: 0, here: 0, on_now: false, ...more,
});
const line = (person: string, state: string, at = "", more: Partial<RosterLine> = {}): RosterLine => ({
  registration: state === "未报名" ? null : `r-${person}`, person, name: person, birth: "1949-03", belongs: "财贸支部", state, reason: "",
  presence: at === "" ? null : `v-${person}`, at, ...more,
});
const match = (person: string, more: Partial<Match> = {}): Match => ({
  person, name: "玉罕", sex: "女", birth: "1951-02", age: "75", ethnicity: "傣族", branch: "", unit: "",
  today: null, say: null, event: null, exact: true, has_photo: false, ...more,
});

describe("days", () => {
  it.each([
    ["2026-02", 5, "2026-01-26", "2026-03-01"],
    ["2027-02", 4, "2027-02-01", "2027-02-28"],
    ["2026-08", 6, "2026-07-27", "2026-09-06"],
    ["2026-12", 5, "2026-11-30", "2027-01-03"],
  ])("of %s stand in %i weeks from Monday", (month, weeks, first, last) => {
    const grid = monthGrid(month);
    expect(grid).toHaveLength(weeks);
    expect(grid.every((week) => week.length === 7)).toBe(true);
    expect([grid[0]?.[0], grid.at(-1)?.[6]]).toEqual([first, last]);
    expect(new Set(grid.flat()).size).toBe(weeks * 7);
  });

  it("are asked for by span, whole weeks and months", () => {
    const of = (today: string) => Object.fromEntries(SPANS.map((name) => [name, spanOf(name, today).join(" ")]));
    expect(of("2026-12-31")).toEqual({
      today: "2026-12-31 2026-12-31", week: "2026-12-28 2027-01-03", nextWeek: "2027-01-04 2027-01-10",
      month: "2026-12-01 2026-12-31", nextMonth: "2027-01-01 2027-01-31", year: "2026-01-01 2026-12-31",
    });
    // A Sunday ends its week.
    expect(of("2026-03-01").week).toBe("2026-02-23 2026-03-01");
  });

  it("go from month to month over the year", () => {
    expect([monthFrom("2026-12", 1), monthFrom("2026-01", -1)]).toEqual(["2027-01", "2025-12"]);
    expect(["2026-03", "2026-13", "2026-3", "", undefined].map(isMonth)).toEqual([true, false, false, false, false]);
  });

  it("hold their events in the order they come", () => {
    const days = byDay([row("a", "2026-03-05"), row("b", "2026-03-05"), row("c", "2026-03-07")]);
    expect(days.map(({ day, events }) => [day, events.map((one) => one.id).join()])).toEqual([["2026-03-05", "a,b"], ["2026-03-07", "c"]]);
    expect(byDay([])).toEqual([]);
  });
});

describe("the form of an event", () => {
  it("is sent with the next such day, times as typed, and no limit where none is written", () => {
    const form = { ...formOf(null, "2026-03-05"), name: " 合唱 ", kind: "文体活动", day: "0304", from: "0900", to: "11点" };
    expect(requestOf(form, "2026-03-05", null)).toEqual({
      name: "合唱", kind: "文体活动", day: "2027-03-04", from: "0900", to: "11点", venue: "", remark: "", cancelled: false,
    });
    expect(requestOf({ ...form, capacity: "６０" }, "2026-03-05", null)).toMatchObject({ capacity: 60 });
  });

  it("says what it cannot read", () => {
    const form = formOf(row("a", "2026-03-05", { capacity: 60 }), "");
    expect(wrongOf(form, "2026-03-05")).toEqual({});
    expect(Object.keys(wrongOf({ ...form, day: "下周三", capacity: "60人" }, "2026-03-05"))).toEqual(["day", "capacity"]);
  });

  it("keeps everything when the event is cancelled", () => {
    const event = row("a", "2026-03-05", { venue: "二楼", capacity: 60, remark: "带水杯" });
    expect(withCancelled(event, true)).toEqual({
      id: "a", name: "a", kind: "会议", day: "2026-03-05", from: "09:00", to: "11:00", venue: "二楼", capacity: 60, remark: "带水杯", cancelled: true,
    });
  });
});

describe("a pasted list", () => {
  it.each([
    ["岩温罕\n玉罕\r\n\n 刀建国 ", ["岩温罕", "玉罕", "刀建国"]],
    ["1. 岩温罕\n2、玉罕\n（3）刀建国\n4 召存明\n１２．李新", ["岩温罕", "玉罕", "刀建国", "召存明", "李新"]],
    ["岩温罕、玉罕，刀建国；李新", ["岩温罕", "玉罕", "刀建国", "李新"]],
    ["1\t岩温罕\n2\t李 新", ["岩温罕", "李新"]],
    ["玉罕\n玉罕", ["玉罕"]],
    ["532801194903050017\n13887654021\n阿卜杜拉·买买提", ["532801194903050017", "13887654021", "阿卜杜拉·买买提"]],
    [" \n\n", []],
  ])("%j", (pasted, names) => expect(namesOf(pasted)).toEqual(names));

  it("means somebody only where one alone bears the name", () => {
    const found = (matches: Match[], enter: string | null) => meant("玉罕", { matches, total: matches.length, enter, refused: null });
    expect(found([match("a"), match("b", { exact: false })], "a")).toEqual({ person: "a" });
    expect(found([match("a"), match("b")], null)).toMatchObject({ why: "有 2 位同名，请选一位", matches: [{ person: "a" }, { person: "b" }] });
    // The sole match of a part of a name is not the name.
    expect(found([match("a", { exact: false })], "a")).toMatchObject({ name: "玉罕", matches: [{ person: "a" }] });
    expect(found([match("a", { say: "登记为去世，请管理员核对" })], null)).toMatchObject({ why: "登记为去世，请管理员核对", matches: [] });
    expect(found([], null)).toEqual({ name: "玉罕", why: "没有找到", matches: [] });
  });
});

describe("a roster", () => {
  const roster = [
    line("a", "取消"), line("b", "报名", "09:12"), line("c", "报名"), line("d", "请假", "", { reason: "住院" }),
    line("e", "未报名", "09:20"), line("f", "请假", "09:30"), line("g", "取消", "09:31"),
  ];

  it("is counted and shown by who came and who is excused, who withdrew at its end", () => {
    expect(countsOf(roster)).toEqual({ all: 7, away: 1, here: 4, excused: 1 });
    expect(shownOf(roster, "all").map((one) => one.person).join("")).toBe("bcdefga");
    expect(shownOf(roster, "away").map((one) => one.person)).toEqual(["c"]);
    expect(shownOf(roster, "here").map((one) => one.person).join("")).toBe("befg");
  });

  it("offers what can be done with somebody as they stand", () => {
    expect(roster.map(actsOf)).toEqual([
      ["here", "restore"], ["takeBack"], ["here", "excuse", "withdraw"], ["here", "restore", "withdraw"],
      ["takeBack", "register"], ["takeBack"], ["takeBack"],
    ]);
  });

  it("keeps the cursor on its person, or on whoever took their place", () => {
    const [a, b, c] = roster as [RosterLine, RosterLine, RosterLine];
    expect(rowOf([b, c, a], "a", 0)).toBe(2);
    expect(rowOf([b, c], "a", 0)).toBe(0);
    expect(rowOf([b, c], "a", 5)).toBe(1);
    expect(rowOf([], "a", 0)).toBe(-1);
  });

  it("goes on paper without who withdrew, the figures to be written where nobody has come", () => {
    const page = (here: number, lines: RosterLine[]): EventPage => ({ event: row("x", "2026-03-05", { here }), roster: lines, anonymous: 0 });
    expect(signLines(roster).map((one) => `${one.name}${one.remark}`)).toEqual(["b09:12 到", "c", "d请假：住院", "e09:20 到", "f09:30 到", "g09:31 到"]);
    expect(signFigures(page(4, roster))).toEqual({ expected: 5, here: 3, absent: 2, besides: 1 });
    expect(signFigures(page(0, [line("c", "报名")]))).toEqual({ expected: 1, here: null, absent: null, besides: 0 });
  });
});
