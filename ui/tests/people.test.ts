import { describe, expect, it } from "vitest";
import type { FieldChange } from "@/generated/FieldChange";
import type { FieldInfo } from "@/generated/FieldInfo";
import type { HistoryEntry } from "@/generated/HistoryEntry";
import type { PersonRow } from "@/generated/PersonRow";
import type { View } from "@/generated/View";
import { dayAhead } from "@/lib/dayTyped";
import { middleOf, MOST, MOST_WHOLE, smallEnough, within } from "@/lib/photo";
import { isExpired, mayRenew } from "@/pages/card/cards";
import { cellOf, choicesOf, columnsOf, headOf, known, MOST_COLUMNS, USUAL, widthOf, writtenColumns } from "@/pages/person/columns";
import { filterOf } from "@/pages/person/filters";
import { mayRevert } from "@/pages/person/revert";
import { currentOf, queryOf, same, viewOf } from "@/pages/person/views";

const field = (key: string, label = key, more: Partial<FieldInfo> = {}): FieldInfo => ({
  key, label, kind: "text", section: "basic", options: [], masked: false, ...more,
});
const fields = [field("name", "姓名"), field("birth", "出生日期", { kind: "date" }), field("address", "住址", { section: "contact" })];

describe("columns of the list", () => {
  it("stand in the address, and the usual ones do not", () => {
    expect(columnsOf({})).toEqual(USUAL);
    expect(columnsOf({ cols: "name,age,address" })).toEqual(["name", "age", "address"]);
    expect(writtenColumns(["name", "age", "address"])).toBe("name,age,address");
    expect(writtenColumns(USUAL)).toBeUndefined();
    expect(columnsOf({ cols: USUAL.join(",") })).toEqual(USUAL);
  });

  it("always begin with the name, once each, no more than paper holds", () => {
    expect(columnsOf({ cols: "age,name,age,," })).toEqual(["name", "age"]);
    expect(columnsOf({ cols: "" })).toEqual(["name"]);
    expect(columnsOf({ cols: Array.from({ length: 50 }, (_, i) => `f${i}`).join(",") })).toHaveLength(MOST_COLUMNS);
  });

  it("are only those the register knows", () => {
    expect(known(["name", "nothing", "age", "address"], fields)).toEqual(["name", "age", "address"]);
  });

  it("can be chosen by section, the age beside the birth, never the name", () => {
    expect(choicesOf(fields, "basic").map((choice) => choice.key)).toEqual(["birth", "age"]);
    expect(choicesOf(fields, "contact").map((choice) => choice.label)).toEqual(["住址"]);
    expect([headOf("birth", fields), headOf("age", fields), headOf("address", fields)]).toEqual(["出生", "周岁", "住址"]);
  });

  it("have room: words take what is left, numbers and days their own", () => {
    expect(widthOf("address", fields).grows).toBe(true);
    expect(widthOf("birth", fields).grows).toBe(false);
    expect(widthOf("party_join", [field("party_join", "", { kind: "date" })])).toEqual({ rem: 8, grows: false });
  });

  it("show what was asked for, else what every row has", () => {
    const row = { name: "刀美兰", birth: "1941", cells: { address: "允景洪街道" } } as unknown as PersonRow;
    expect([cellOf(row, "address"), cellOf(row, "birth"), cellOf(row, "health")]).toEqual(["允景洪街道", "1941", ""]);
  });
});

describe("a view", () => {
  const view = (name: string, query: Record<string, string | string[]>): View => ({ id: name, name, value: { query } });

  it("is the parts of the address that make the list, in whatever order they were chosen", () => {
    expect(viewOf({ cols: "name,age", sex: "女", other: "x", also: "birth:age_from:80" })).toEqual({ sex: "女", also: ["birth:age_from:80"], cols: "name,age" });
    expect(same(viewOf({ sex: "女", cols: "name" }), viewOf({ cols: "name", sex: "女" }))).toBe(true);
    expect(same(viewOf({ sex: "女" }), viewOf({ sex: "男" }))).toBe(false);
    // 未填 is a condition of its own.
    expect(same(viewOf({ branch: "" }), viewOf({}))).toBe(false);
  });

  it("is the one in use only while the address says the same", () => {
    const views = [view("女", { sex: "女" }), view("八十", { also: ["birth:age_from:80"], sort: "birth" })];
    expect(currentOf(views, { sort: "birth", also: "birth:age_from:80" })?.name).toBe("八十");
    expect(currentOf(views, { sex: "女", sort: "birth" })).toBeUndefined();
    expect(currentOf(views, {})).toBeUndefined();
  });

  it("that was kept by something else does no harm", () => {
    expect([queryOf(null), queryOf("x"), queryOf([1]), queryOf({}), queryOf({ query: { sex: 3, path: "/" } })]).toEqual([{}, {}, {}, {}, {}]);
  });

  it("also keeps a team or a functional branch", () => {
    expect(filterOf({ team: "t1", functional: "o1" })).toEqual({ team: "t1", functional: "o1" });
    expect(viewOf({ team: "t1" })).toEqual({ team: "t1" });
  });
});

describe("a photo", () => {
  it("is the middle of the picture, three to four", () => {
    expect(middleOf(1600, 1200)).toEqual({ x: 350, y: 0, width: 900, height: 1200 });
    expect(middleOf(300, 1000)).toEqual({ x: 0, y: 300, width: 300, height: 400 });
    expect(middleOf(3, 4)).toEqual({ x: 0, y: 0, width: 3, height: 4 });
  });

  it("is made worse until it is small enough, and no worse", () => {
    const tried: number[] = [];
    const letters = smallEnough((quality) => {
      tried.push(quality);
      return `data:image/jpeg;base64,${"a".repeat(quality > 0.6 ? MOST : 10)}`;
    });
    expect(letters).toHaveLength(10);
    expect(tried).toEqual([0.9, 0.8, 0.7, 0.6]);
  });

  it("goes whole where it is of an event, no side longer than 2,000, and may take more", () => {
    expect([within(4000, 3000), within(900, 6000), within(640, 480), within(9000, 1)]).toEqual([
      { width: 2000, height: 1500 }, { width: 300, height: 2000 }, { width: 640, height: 480 }, { width: 2000, height: 1 },
    ]);
    expect(smallEnough(() => `data:image/jpeg;base64,${"a".repeat(MOST)}`, MOST_WHOLE)).toHaveLength(MOST);
    expect(MOST_WHOLE * 3 / 4).toBeLessThanOrEqual(1 << 20);
  });

  it("is none where nothing is small enough, or it is no JPEG", () => {
    expect(smallEnough(() => `data:image/jpeg;base64,${"a".repeat(MOST)}`)).toBeNull();
    expect(smallEnough(() => "data:,")).toBeNull();
  });
});

describe("a change is put back alone", () => {
  const change = (key: string, before = "甲", after = "乙", label = fields.find((one) => one.key === key)?.label ?? key): FieldChange => ({ field: key, label, before, after });
  const entry = (changes: FieldChange[], undone = false): HistoryEntry => ({
    operation: "o", at: "", operator: "", desk: "", label: "", undone, may_undo: true, changes,
  });
  const may = (entries: HistoryEntry[], at: number, all = fields) => {
    const of = entries[at];
    return of?.changes.map((one) => mayRevert(entries, of, one, all))[0];
  };

  it("only the latest of its fact", () => {
    const entries = [entry([change("address")]), entry([change("address")]), entry([change("birth")])];
    expect([may(entries, 0), may(entries, 1), may(entries, 2)]).toEqual([true, false, true]);
    expect(may([entry([change("address")], true), entry([change("address")])], 1)).toBe(true);
  });

  it("never what was undone, is no fact of this record, or is changed in ways of its own", () => {
    expect(may([entry([change("address")], true)], 0)).toBe(false);
    expect(may([entry([change("address", "甲", "甲")])], 0)).toBe(false);
    expect(may([entry([change("address", "甲", "乙", "亲属电话")])], 0)).toBe(false);
    const known = [...fields, field("card", "卡号")];
    expect(may([entry([change("card", "20260001", "20260002", "卡号")])], 0, known), "a card is changed among the cards").toBe(false);
    expect(may([entry([change("", "甲", "乙", "照片")])], 0)).toBe(false);
    expect(may([entry([change("branch")])], 0, [field("branch")])).toBe(false);
    expect(may([entry([change("name", "")])], 0)).toBe(false);
  });
});

describe("cards that run out", () => {
  const card = (state: string, until_day: string, ended_day = "") => ({ id: "k", code: "1", from_day: "2026-03-05", state, ended_day, until_day });

  it("can be renewed unless they hold for ever or were ended", () => {
    expect(isExpired(card("已到期", "2026-01-01"))).toBe(true);
    expect([card("已到期", "2026-01-01"), card("使用中", "2027-01-01"), card("使用中", ""), card("已挂失", "2027-01-01", "2026-04-01")].map(mayRenew)).toEqual([true, true, false, false]);
  });
});

describe("a day to come", () => {
  it("is the next such day where no year is typed", () => {
    expect(dayAhead("0305", "2026-03-05")).toBe("2026-03-05");
    expect(dayAhead("0304", "2026-03-05")).toBe("2027-03-04");
    expect(dayAhead("1231", "2026-03-05")).toBe("2026-12-31");
    expect(dayAhead("20250101", "2026-03-05")).toBe("2025-01-01");
    expect(dayAhead("哪天", "2026-03-05")).toBeNull();
  });
});
