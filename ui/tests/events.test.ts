import { describe, expect, it } from "vitest";
import type { EventPage } from "@/generated/EventPage";
import type { EventRow } from "@/generated/EventRow";
import type { Match } from "@/generated/Match";
import type { RosterLine } from "@/generated/RosterLine";
import { byDay, isMonth, monthFrom, monthGrid, SPANS, spanOf } from "@/pages/event/days";
import { formOf, requestOf, withCancelled, wrongOf } from "@/pages/event/form";
import { meant, namesOf } from "@/pages/event/names";
import { orderAfter, ordered, ORDERS, type Order } from "@/pages/event/order";
import { actsOf, countsOf, rowOf, shownOf } from "@/pages/event/roster";
import { actOfKey } from "@/pages/event/rosterKeys";
import { signFigures, signLines } from "@/pages/event/signSheet";

const row = (id: string, day: string, more: Partial<EventRow> = {}): EventRow => ({
  id, name: id, kind: "会议", day, from: "09:00", to: "11:00", venue: "", capacity: null, remark: "", cancelled: false,
  expected: 0, waiting: 0, here: 0, on_now: false, organization: "", organization_name: "", team: "", team_name: "", away: false, series: "", moved_from: "", campaign: "",
  brand: "", lecturer: "", lecturer_name: "", age_from: null, age_to: null, ...more,
});
const line = (person: string, state: string, at = "", more: Partial<RosterLine> = {}): RosterLine => ({
  registration: state === "未报名" ? null : `r-${person}`, person, name: person, sex: "", birth: "1949-03", age: "77", belongs: "财贸支部", rank: "",
  phones: "", state, reason: "", attendance: at === "" ? "" : "到", answer: "", family_signed: false, safety_signed: false, enrolled: false, waiting: null, place: null,
  by_strokes: 1, presence: at === "" ? null : `v-${person}`, at, ...more,
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
    expect(wrongOf(form, "2026-03-05", false)).toEqual({});
    const unread = { ...form, day: "下周三", capacity: "60人", age_from: "六十", lecturer: { words: "岩温", person: null, about: "" } };
    expect(Object.keys(wrongOf(unread, "2026-03-05", false))).toEqual(["day", "capacity", "age_from", "lecturer"]);
    // Of a series the rule gives the day.
    expect(Object.keys(wrongOf({ ...form, day: "" }, "2026-03-05", true))).toEqual([]);
  });

  it("keeps everything when the event is cancelled", () => {
    const event = row("a", "2026-03-05", {
      venue: "二楼", capacity: 60, remark: "带水杯", organization: "o", lecturer: "p", lecturer_name: "岩温", campaign: "银龄行动", brand: "银潮之声", age_from: 60, age_to: 80, away: true,
    });
    expect(withCancelled(event, true)).toEqual({
      id: "a", name: "a", kind: "会议", day: "2026-03-05", from: "09:00", to: "11:00", venue: "二楼", capacity: 60, remark: "带水杯", cancelled: true,
      organization: "o", lecturer: "p", campaign: "银龄行动", brand: "银潮之声", age_from: 60, age_to: 80, away: true,
    });
    expect(withCancelled(row("b", "2020-01-31"), false)).toEqual({
      id: "b", name: "b", kind: "会议", day: "2020-01-31", from: "09:00", to: "11:00", venue: "", remark: "", cancelled: false,
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
    const found = (matches: Match[], enter: string | null) => meant("玉罕", { matches, total: matches.length, enter, refused: null, signed: null });
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
    expect(countsOf(roster)).toEqual({ all: 7, away: 1, here: 4, excused: 1, absent: 0, waiting: 0 });
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

  it("knows who waits, who is there in another way and who is not", () => {
    const waiting = line("w", "候补", "", { waiting: 1 });
    const others = [line("o", "报名", "", { attendance: "线上" }), line("s", "请假", "", { attendance: "送学上门" }), line("k", "报名", "", { attendance: "缺席" })];
    expect(countsOf([waiting, ...others])).toEqual({ all: 4, away: 0, here: 1, excused: 1, absent: 2, waiting: 1 });
    expect(actsOf(waiting)).toEqual(["here", "beyond", "withdraw"]);
    expect(signLines([waiting, ...others]).map((one) => one.remark)).toEqual(["候补 第 1 位", "线上", "送学上门", "缺席"]);
    expect(signFigures(page(1, [...others, line("h", "报名", "09:00")]))).toEqual({ expected: 4, here: 2, absent: 2, besides: 0 });
  });

  it("takes the keys as somebody stands", () => {
    const keys = (who: RosterLine) => [" ", "c", "d", "x", "s", "b", "q", "delete", "r", "j"].filter((key) => actOfKey(key, who) !== null).join("");
    expect(keys(line("a", "报名"))).toBe(" cdxsbqdelete");
    expect(keys(line("b", "报名", "09:12"))).toBe(" cddelete");
    expect(keys(line("c", "候补", "", { waiting: 2 }))).toBe(" cdqdeletej");
    expect(keys(line("d", "未报名", "09:12"))).toBe(" cdr");
    expect(keys(line("e", "取消"))).toBe(" r");
    expect(actOfKey(" ", line("b", "报名", "09:12"))).toBe("takeBack");
  });

  it("stands in the order that is asked for, equals by name", () => {
    const people = [
      line("a", "报名", "", { by_strokes: 3, rank: "科级", belongs: "乙支部", place: 2 }),
      line("b", "报名", "", { by_strokes: 1, rank: "", belongs: "", place: null }),
      line("c", "报名", "", { by_strokes: 2, rank: "处级", belongs: "丙支部", place: 1 }),
      line("d", "报名", "", { by_strokes: 4, rank: "科级", belongs: "丙支部", place: null }),
    ];
    const by = (order: Order) => ordered(people, order, ["厅级", "处级", "科级"]).map((one) => one.person).join("");
    expect(ORDERS.map(by)).toEqual(["abcd", "bcad", "cadb", "cdab", "cabd"]);
  });

  it("is put in order by hand, as few written as must be", () => {
    const people = ["a", "b", "c", "d"].map((name) => line(name, "报名"));
    expect(orderAfter(people, "c", -1)).toEqual(["a", "c", "b"]);
    const placed = people.map((one, at) => ({ ...one, place: at + 1 }));
    expect(orderAfter(placed, "b", 1)).toEqual(["a", "c", "b", "d"]);
    expect(orderAfter([...placed.slice(0, 3), line("d", "报名")], "b", -1)).toEqual(["b", "a", "c"]);
    expect(orderAfter(placed, "a", -1)).toEqual([]);
    expect(orderAfter([...placed, line("e", "未报名", "09:00")], "d", 1)).toEqual([]);
  });

  it("keeps the cursor on its person, or on whoever took their place", () => {
    const [a, b, c] = roster as [RosterLine, RosterLine, RosterLine];
    expect(rowOf([b, c, a], "a", 0)).toBe(2);
    expect(rowOf([b, c], "a", 0)).toBe(0);
    expect(rowOf([b, c], "a", 5)).toBe(1);
    expect(rowOf([], "a", 0)).toBe(-1);
  });

  const page = (here: number, lines: RosterLine[]): EventPage => ({ event: row("x", "2026-03-05", { here }), roster: lines, anonymous: 0, due: 0, present: 0, walk_ins: 0, venue_clashes: [], people_clashes: [] });

  it("goes on paper without who withdrew, the figures to be written where nobody has come", () => {
    expect(signLines(roster).map((one) => `${one.name}${one.remark}`)).toEqual(["b09:12 到", "c", "d请假：住院", "e09:20 到", "f09:30 到", "g09:31 到"]);
    // Who had withdrawn and came all the same was not expected.
    expect(signFigures(page(4, roster))).toEqual({ expected: 4, here: 2, absent: 2, besides: 2 });
    expect(signFigures(page(0, [line("c", "报名")]))).toEqual({ expected: 1, here: null, absent: null, besides: 0 });
  });
});
