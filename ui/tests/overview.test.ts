import { describe, expect, it } from "vitest";
import type { Annual } from "@/generated/Annual";
import type { Cell } from "@/generated/Cell";
import type { Form } from "@/generated/Form";
import { agesOf } from "@/pages/report/overview/ages";
import { branchRows, branchTotals, cut, inOrder, mostOf } from "@/pages/report/overview/branches";
import { keyFigures, placeOf } from "@/pages/report/overview/cells";
import { agesChart, monthsChart, scaleOf, widthOf } from "@/pages/report/overview/charts";
import { contrast, inkOn, lighter, type Look } from "@/pages/report/overview/look";
import { monthsShown, visitsOf } from "@/pages/report/overview/months";

const cell = (id: string, value: number, more: Partial<Cell> = {}): Cell => ({
  id, label: id, indent: 0, definition: "", value, unit: "人", kind: "stock", rows: 0, undecided: 0, manual: false, note: null, frozen: false, last_year: null, ...more,
});
/** A table: its rows by id, each with its figures by column. */
const table = (id: string, rows: Record<string, Record<string, number>>): Form => ({
  id, title: id, source: "", reporting_unit: "", as_at: "2025-12-31", closed: true, checks: [],
  layout: {
    stub: "", columns: Object.keys(Object.values(rows)[0] ?? {}).map((column) => ({ id: column, label: column, group: null })),
    rows: Object.keys(rows).map((row) => ({ id: row, label: `名${row}`, indent: 0 })),
  },
  cells: Object.entries(rows).flatMap(([row, values]) => Object.entries(values).map(([column, value]) => cell(`${row}.${column}`, value))),
});
const list = (id: string, cells: Cell[]): Form => ({ ...table(id, {}), layout: null, cells });
const annual = (...forms: Form[]): Annual => ({ year: 2025, forms, frozen: null });
const twelve = (...first: number[]) => Array.from({ length: 12 }, (_, month) => first[month] ?? 0);
const look: Look = {
  rem: 16, font: "", ink: "#211c17", second: "#6e665b", line: "#e7e2d9", edge: "#938a7d", card: "#fff", blue: "#2c5c8a", gold: "#c5b388",
  tones: ["#2c5c8a", "#cab998", "#24734a", "#abbed0", "#8a6612", "#bdd5c9"],
};
const size = { width: 1200, height: 272 };

describe("the first figures", () => {
  it("are those of the return, each with the place it opens", () => {
    const year = annual(list("centre_annual", [cell("visits", 20), cell("care_persons", 3)]), table("branches", { total: { members: 7 } }));
    expect(keyFigures(year).map(({ name, form, cell: { id, value } }) => [name, form, id, value])).toEqual([
      ["visits", "centre_annual", "visits", 20], ["members", "branches", "total.members", 7], ["care", "centre_annual", "care_persons", 3],
    ]);
    expect(placeOf(2025, "branches", "total.members")).toEqual({ name: "report", query: { year: 2025, form: "branches", cell: "total.members" } });
  });
});

describe("visits by month", () => {
  const purpose = (name: string, ...visits: number[]) => ({ purpose: name, visits: twelve(...visits) });

  it("stacks the purposes somebody came for, and the many small ones as one", () => {
    const shown = monthsShown({ year: 2025, purposes: [purpose("活动中心", 5, 1), purpose("书屋", 2), purpose("咨询")], visits: twelve(7, 1), before: twelve(0, 9) });
    expect(shown.layers.map(({ name, total }) => [name, total])).toEqual([["活动中心", 6], ["书屋", 2]]);
    expect([shown.total, shown.totalBefore, shown.most]).toEqual([8, 9, 9]);

    const many = Array.from({ length: 8 }, (_, at) => purpose(`用途${at}`, 8 - at, 1));
    const parted = monthsShown({ year: 2025, purposes: many, visits: twelve(36, 8), before: twelve() });
    expect(parted.layers).toHaveLength(6);
    expect(parted.layers[5]).toMatchObject({ name: "其他 3 种用途", purpose: null, visits: twelve(6, 3), total: 9 });
    expect(parted.layers.reduce((sum, { total }) => sum + total, 0)).toBe(parted.total);
  });

  it("opens the days of a month up to today, and none that is yet to come", () => {
    expect(visitsOf(2024, 1, "书屋", "2025-03-05")).toMatchObject({ query: { from: "2024-02-01", to: "2024-02-29", purpose: "书屋" } });
    expect(visitsOf(2025, 2, null, "2025-03-05")).toMatchObject({ query: { from: "2025-03-01", to: "2025-03-05", purpose: undefined } });
    expect(visitsOf(2025, 3, null, "2025-03-05")).toBeNull();
  });

  it("draws the columns with their figures, last year only where somebody came", () => {
    const months = { year: 2025, purposes: [purpose("活动中心", 1200, 1)], visits: twelve(1200, 1), before: twelve() };
    const series = (option: ReturnType<typeof monthsChart>) => option.series as { name: string; data: number[]; label?: { formatter: (at: { value: number; dataIndex: number }) => string } }[];
    const [layer, whole, ...more] = series(monthsChart(monthsShown(months), look, size));
    expect(more).toEqual([]);
    expect(layer?.label?.formatter({ value: 1200, dataIndex: 0 })).toBe("1,200");
    expect(layer?.label?.formatter({ value: 1, dataIndex: 1 }), "no room in it").toBe("");
    expect([0, 1, 2].map((dataIndex) => whole?.label?.formatter({ value: 0, dataIndex }))).toEqual(["1,200", "1", ""]);
    expect(series(monthsChart(monthsShown({ ...months, before: twelve(3) }), look, size)).at(-1)).toMatchObject({ name: "上年（2024）", data: twelve(3) });
  });
});

describe("a scale", () => {
  it("goes in whole steps to the first that holds the most", () => {
    expect([0, 1, 4, 7, 23, 137, 1000, 1001].map((most) => scaleOf(most))).toEqual([
      { max: 1, step: 1 }, { max: 1, step: 1 }, { max: 4, step: 1 }, { max: 8, step: 2 }, { max: 25, step: 5 },
      { max: 150, step: 50 }, { max: 1000, step: 200 }, { max: 1500, step: 500 },
    ]);
  });

  it("knows the room of a figure", () => {
    expect(widthOf("100", 10)).toBeCloseTo(17.4);
    expect(widthOf("1,000", 10)).toBeCloseTo(26.2);
    expect(widthOf("岁", 10)).toBeCloseTo(10.2);
  });
});

describe("ages", () => {
  const ages = table("ages", {
    total: { total: 12, men: 6, women: 5 }, band1: { total: 3, men: 2, women: 1 }, band9: { total: 6, men: 3, women: 3 }, band10: { total: 2, men: 1, women: 1 },
  });

  it("keeps apart those of no known age, and says how many are in no band and of no sex", () => {
    const found = agesOf(annual(ages));
    expect(found?.bands.map(({ label, men, women }) => [label, men.value, women.value])).toEqual([["名band1", 2, 1], ["名band9", 3, 3]]);
    expect(found?.unknown?.men.id).toBe("band10.men");
    expect(found).toMatchObject({ noBand: 1, noSex: 1, most: 3 });
    expect(agesOf(annual())).toBeNull();
  });

  it("draws men to the left and women to the right, within the room there is", () => {
    const found = agesOf(annual(ages));
    if (!found) throw new Error("no ages");
    const option = agesChart(found, look, { width: 480, height: 288 });
    const [men, women] = option.series as { data: number[]; label: { formatter: (at: { value: number }) => string } }[];
    expect([men?.data, women?.data]).toEqual([[-2, -3], [1, 3]]);
    expect(men?.label.formatter({ value: -2 })).toBe("2");
    expect(women?.label.formatter({ value: 0 })).toBe("");
    const axis = option.xAxis as { min: number; max: number };
    expect(axis.max).toBeGreaterThan(3);
    expect(axis.min).toBe(-axis.max);
  });
});

describe("branches", () => {
  const year = annual(
    table("branches", { total: { members: 9 }, b: { members: 5 }, a: { members: 4 } }),
    table("meetings", {
      total: { meeting1: 1, meeting2: 2, meeting3: 0, meeting4: 0, meeting5: 9 },
      a: { meeting1: 1, meeting2: 1, meeting3: 0, meeting4: 0, meeting5: 9 },
      none: { meeting1: 0, meeting2: 1, meeting3: 0, meeting4: 0, meeting5: 0 },
    }),
  );

  it("are all that have members or held one of the meetings", () => {
    const rows = branchRows(year);
    expect(rows.map(({ id, organization, members, held }) => [id, organization, members?.value ?? null, held])).toEqual([
      ["b", "b", 5, 0], ["a", "a", 4, 2], ["none", null, null, 1],
    ]);
    expect(rows[1]?.meetings.map((one) => one?.id)).toEqual(["a.meeting1", "a.meeting2", "a.meeting3", "a.meeting4"]);
    expect(mostOf(rows)).toEqual({ members: 5, held: 2 });
    expect(mostOf([])).toEqual({ members: 1, held: 1 });
    const totals = branchTotals(year);
    expect([totals.members?.value, ...totals.meetings.map((one) => one?.value)]).toEqual([9, 1, 2, 0, 0]);
  });

  it("stand in the order that was chosen", () => {
    const ids = (order: Parameters<typeof inOrder>[1]) => inOrder(branchRows(year), order).map(({ id }) => id);
    expect(ids("form")).toEqual(["b", "a", "none"]);
    expect(ids("members")).toEqual(["b", "a", "none"]);
    expect(ids("held")).toEqual(["a", "none", "b"]);
    expect(ids("name")).toEqual(["a", "b", "none"]);
  });

  it("are cut into sheets, none lost", () => {
    const rows = Array.from({ length: 76 }, (_, at) => at);
    expect(cut(rows, 10, 26).map((sheet) => sheet.length)).toEqual([10, 26, 26, 14]);
    expect(cut(rows, 10, 26).flat()).toEqual(rows);
    expect(cut([], 10, 26)).toEqual([[]]);
  });
});

describe("colours", () => {
  it("leave every figure readable on its ground, and neighbours of a stack apart on grey paper", () => {
    expect(lighter("#2c5c8a", 0)).toBe("#2c5c8a");
    expect(lighter("#000", 0.5)).toBe("#808080");
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    for (const tone of look.tones) expect(contrast(tone, inkOn(tone, look.ink, look.card)), tone).toBeGreaterThan(4.5);
    for (const [at, tone] of look.tones.slice(1).entries()) expect(contrast(look.tones[at] ?? "", tone), tone).toBeGreaterThan(2);
  });
});
