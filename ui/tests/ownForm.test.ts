import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FormList } from "@/generated/FormList";
import { OF_ALL, wordsOf, wordsTyped } from "@/pages/report/forms/facts";
import {
  askable, bodyOf, copied, countedAs, countOf, isEach, isSplit, measuredAs, measureOf, moved, parseForm, retitled, rulesOfColumn, rulesOfRow, sumsOfColumn,
  unfinished, withoutColumn, withoutRow, type FormGrid, type PaperForm,
} from "@/pages/report/forms/form";
import { checksOf, checkWords, lineLabel, movedLine, withoutLine } from "@/pages/report/forms/lines";

const shipped = (id: string): string => readFileSync(join(__dirname, `../../assets/forms/${id}.json`), "utf8");
function form(id: string): PaperForm {
  const read = parseForm(shipped(id));
  if (!read) throw new Error(id);
  return read;
}
function gridOf(id: string): FormGrid {
  const { grid } = form(id);
  if (!grid) throw new Error(id);
  return grid;
}
const fact = (key: string, words: string[] = []) => ({ key, label: key, words });
const list: FormList = {
  forms: [],
  facts: [fact("sex", ["男", "女"]), fact("nature"), fact("composition", ["离退休"]), fact("branch")],
  tables: [
    { key: "event", label: "活动", facts: [fact("kind"), fact("brand")] },
    { key: "organization", label: "党组织", facts: [fact("kind"), fact("composition")] },
  ],
};
const column = (id: string, more: object = {}) => ({ id, label: id, kind: "stock" as const, definition: id, ...more });

describe("a form as data", () => {
  it("comes back as it was, whatever it holds", () => {
    for (const id of ["f1", "f3", "f6", "ages", "meetings", "party", "centre_annual"]) {
      const text = shipped(id);
      expect(JSON.parse(bodyOf(form(id)))).toEqual(JSON.parse(text));
    }
  });

  it("is none where there are no rows and no lines", () => {
    for (const body of ["", "[]", "null", '{"title": 1}', '{"title": "表"}', '{"title": "表", "grid": {"rows": []}}']) expect(parseForm(body), body).toBeNull();
  });

  it("takes another title, and stands beside the old one without an id", () => {
    expect(JSON.parse(retitled(shipped("f3"), "新表", true))).toMatchObject({ id: "", title: "新表" });
    expect(JSON.parse(retitled(shipped("f3"), "新表", false))).toMatchObject({ id: "f3", title: "新表" });
  });
});

describe("rows and columns", () => {
  it("move by one and stay at the ends", () => {
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
    expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "b", "c"]);
  });

  it("are copied under an id the server takes, and share nothing with the first", () => {
    const rows = copied(gridOf("f3").rows, 1, "r");
    const [, women, copy] = rows;
    if (!women || !copy || isEach(women) || isEach(copy)) throw new Error("rows");
    expect(copy.id).toMatch(/^[a-z0-9_]{1,40}$/);
    expect(copy).toEqual({ ...women, id: copy.id });
    expect(copy.id).not.toBe(women.id);
    expect(copy.where).not.toBe(women.where);
    expect(copied(gridOf("meetings").rows.filter(isEach), 0, "r")).toHaveLength(1);
  });

  it("take the rules that name them along", () => {
    const grid = gridOf("f1");
    expect(rulesOfRow(grid, "organ").map(({ id }) => id)).toEqual(["K4"]);
    expect(rulesOfRow(grid, "other").map(({ id }) => id)).toEqual(["K4", "K6"]);
    const left = withoutRow(grid, 4);
    expect(left.rows).toHaveLength(4);
    expect(left.rules?.map(({ id }) => id)).toEqual(["K1", "K2", "K3", "K9", "K10", "K7", "K8"]);
    expect(grid.rules).toHaveLength(9);
  });

  it("leave the sums they were part of", () => {
    const grid = gridOf("f1");
    expect(rulesOfColumn(grid, "died").map(({ id }) => id)).toEqual(["K1"]);
    expect(sumsOfColumn(grid, "died").map(({ id }) => id)).toEqual(["expected"]);
    const left = withoutColumn(grid, 2);
    expect(left.columns.find(({ id }) => id === "expected")?.sum).toEqual(["last", "new"]);
    expect(left.rules?.some(({ id }) => id === "K1")).toBe(false);
    expect(rulesOfColumn(grid, "difference").map(({ id }) => id)).toEqual(["K2"]);
    expect(rulesOfColumn(grid, "actual").map(({ id }) => id)).toEqual(["K3", "K6"]);
  });
});

describe("what a column counts", () => {
  it("is people, records or a sum", () => {
    expect(countOf(column("a", { people: "died" }))).toBe("people:died");
    expect(countOf(column("a", { records: { table: "event" } }))).toBe("table:event");
    expect(countOf(column("a", { sum: ["b"] }))).toBe("sum");
  });

  it("changes to exactly one of them, with the conditions that can still be asked", () => {
    const people = column("a", { people: "actual", where: { sex: ["男"], composition: ["离退休"] } });
    const records = countedAs(people, "table:organization", list);
    expect(JSON.parse(JSON.stringify(records))).toEqual(column("a", { records: { table: "organization", where: { composition: ["离退休"] } } }));
    expect(JSON.parse(JSON.stringify(countedAs(records, "people:members", list)))).toEqual(column("a", { people: "members", where: { composition: ["离退休"] } }));
    expect(JSON.parse(JSON.stringify(countedAs(people, "sum", list)))).toEqual(column("a", { sum: [] }));
    expect(countedAs(people, "people:died", list).kind).toBe("flow");
    expect(countedAs(people, "people:actual", list)).toBe(people);
  });

  it("is measured in one way", () => {
    for (const measure of ["records", "person", "body", "heads"] as const) expect(measureOf(measuredAs({ table: "event", heads: true }, measure))).toBe(measure);
  });
});

describe("conditions", () => {
  it("of a row are what every column knows", () => {
    const grid: FormGrid = { stub: "", unit: "", rows: [], columns: [column("a", { people: "members" }), column("b", { records: { table: "organization" } })] };
    expect(askable(grid, list, OF_ALL).map(({ key }) => key)).toEqual(["composition", "branch"]);
    expect(askable({ ...grid, columns: [column("b", { records: { table: "event" } })] }, list, OF_ALL).map(({ key }) => key)).toEqual(["kind", "brand", "body", "month"]);
    expect(askable({ ...grid, columns: [column("a", { people: "actual" })] }, list, OF_ALL)).toEqual(list.facts);
  });

  it("are named where they have no word yet", () => {
    const own = form("f3");
    expect(unfinished(own)).toEqual([]);
    const grid = gridOf("f3");
    expect(unfinished({ ...own, grid: { ...grid, rows: [{ id: "r", label: "行", where: { sex: [] } }], columns: [column("c", { records: { table: "event", where: { kind: [] } } })] } })).toEqual([
      { label: "行", fact: "sex" }, { label: "c", fact: "kind" },
    ]);
  });

  it("are typed with any mark between, and keep a word that is no longer offered", () => {
    expect(wordsTyped("党课、主题党日，党课; ")).toEqual(["党课", "主题党日"]);
    expect(wordsOf(list.facts, "sex", ["未知"]).map(({ value }) => value)).toEqual(["男", "女", "未知"]);
    expect(wordsOf(list.facts, "nature", ["事业"])).toEqual([]);
    expect(wordsOf(OF_ALL, "month", [])[2]).toEqual({ value: "03", label: "3月" });
  });
});

describe("a list of figures", () => {
  const own = form("centre_annual");
  const lines = own.lines ?? [];
  const at = (id: string) => lines.findIndex((line) => !isSplit(line) && line.id === id);

  it("moves a figure with its classes, past those of others", () => {
    const down = movedLine(lines, at("visitors"), 1);
    const places = down.map((line) => (isSplit(line) ? `${line.of}/${line.split}` : line.id));
    expect(places.slice(3, 8)).toEqual(["visits_to_date", "visitors", "visitors/sex", "visitors/age_band", "visitors/branch"]);
    expect(movedLine(down, 4, -1)).toEqual(lines);
    const up = movedLine(lines, at("visits_to_date"), -1);
    expect(up).toEqual(down);
  });

  it("moves a class among its sisters only", () => {
    const first = at("visitors") + 1;
    expect(movedLine(lines, first, -1)).toEqual(lines);
    expect(movedLine(lines, first, 1)[first]).toBe(lines[first + 1]);
  });

  it("drops a figure with its classes and rules", () => {
    const left = withoutLine(own, at("visitors"));
    expect(left.lines).toHaveLength(lines.length - 4);
    expect(left.checks?.some(({ whole }) => whole === "visitors")).toBe(false);
    const split = lines[at("visitors") + 1];
    if (!split) throw new Error("split");
    expect(checksOf(own, split).map(({ id }) => id)).toEqual(["visitors_by_sex"]);
  });

  it("says its rules in words", () => {
    const words = (own.checks ?? []).slice(0, 2).concat(own.checks?.at(-1) ?? []).map((check) => checkWords(lines, check));
    expect(words).toEqual(["到馆人次 = 实名签到 + 团体和来宾（不记名）", "到馆人数 = 按性别各项之和", "到馆人数不大于实名签到"]);
    const split = lines[at("visitors") + 1];
    expect(split && lineLabel(lines, split)).toBe("到馆人数：按性别");
  });
});
