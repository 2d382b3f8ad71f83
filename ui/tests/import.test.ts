import { createApp, nextTick } from "vue";
import { beforeEach, describe, expect, it } from "vitest";
import { endSession } from "@/api/session";
import type { ImportCell } from "@/generated/ImportCell";
import type { ImportColumn } from "@/generated/ImportColumn";
import type { ImportOptions } from "@/generated/ImportOptions";
import type { ImportPlan } from "@/generated/ImportPlan";
import type { ImportRow } from "@/generated/ImportRow";
import { confirming, factActs, revertActs, rowActs } from "@/pages/import/acts";
import { cellView, fixesIn, looseFacts, mayType } from "@/pages/import/cells";
import { STEP, useImportFlow } from "@/pages/import/flow";
import { fitting, led } from "@/pages/import/grid";
import {
  clearDecisions, decideRows, decideTable, decisions, dropColumn, dropFix, dropRows, fix, fixCells, setFieldPolicy, takeColumn, unify,
} from "@/pages/import/options";
import { nextProblem } from "@/pages/import/problems";
import { inOrder } from "@/pages/import/tables";
import { fakePlatform } from "./fakePlatform";

const table = { file: "a.xlsx", sheet: "第一党支部", table: 1 };
const at = (row: number) => ({ ...table, row });
const cell = (more: Partial<ImportCell>): ImportCell => ({
  col: 0, field: "name", label: "姓名", written: "", understood: "", flag: "normal", note: null, choices: [], settled: false, ...more,
});
const column = (more: Partial<ImportColumn>): ImportColumn => ({
  col: 0, letter: "A", header: "姓名", field: "name", label: "姓名", reason: "", doubtful: false, hidden: false, decided: false, samples: [], ...more,
});
const row = (more: Partial<ImportRow>): ImportRow => ({
  place: at(5), verdict: "new", note: "", cells: [], changes: [], person: null, maybe: [], fate: null, ...more,
});
const counts = { new: 10, update: 5, same: 3, duplicate: 2, suspect: 4, refused: 1 };
const outcome = { added: 14, updated: 5, left: 6 };
const plan = (more: Partial<ImportPlan> = {}): ImportPlan => ({
  plan: "p", files: ["a.xlsx"], sheets: [], counts, outcome, problems: [], problems_total: 0, options: {}, ...more,
});

describe("decisions about an import", () => {
  it("stand once for each thing: the last", () => {
    const first = takeColumn({ ...table, col: 2, field: "birth" })({});
    const both = takeColumn({ ...table, table: 2, col: 2, field: "birth" })(first);
    expect(takeColumn({ ...table, col: 2, field: null })(both).columns).toEqual([
      { ...table, table: 2, col: 2, field: "birth" },
      { ...table, col: 2, field: null },
    ]);
    expect(dropColumn({ ...table, col: 2, field: null })(both).columns).toEqual([{ ...table, table: 2, col: 2, field: "birth" }]);
  });

  it("tell the fact of a cell from one without a cell", () => {
    const made = fixCells([fix(at(5), null, "sex", "男"), fix(at(5), 3, "sex", "女")])({});
    expect(made.cells).toHaveLength(2);
    expect(dropFix({ place: at(5), field: "sex" })(made).cells).toEqual([fix(at(5), 3, "sex", "女")]);
  });

  it("about the cells of a table go when its header stands elsewhere", () => {
    const made = [
      takeColumn({ ...table, col: 2, field: "birth" }),
      fixCells([fix(at(5), 2, "birth", "1949")]),
      decideRows([{ place: at(6), fate: "skip" }]),
      decideTable(table, { header_rows: [2, 3] }),
    ].reduce<ImportOptions>((options, recipe) => recipe(options), {});
    expect(made.columns).toEqual([]);
    expect(made.cells).toEqual([]);
    expect(made.rows).toHaveLength(1);
    expect(made.tables).toEqual([{ ...table, header_rows: [2, 3] }]);
    expect(decideTable(table, { skip: true })(made).tables).toEqual([{ ...table, header_rows: [2, 3], skip: true }]);
  });

  it("about rows are made and taken back for many at once", () => {
    const made = decideRows([{ place: at(5), fate: "skip" }, { place: at(6), fate: "skip" }, { place: at(6), fate: "apart" }])({});
    expect(made.rows?.map((choice) => choice.fate)).toEqual(["skip", "apart"]);
    expect(dropRows([at(5)])(made).rows?.map((choice) => choice.place.row)).toEqual([6]);
  });

  it("about wordings follow each other", () => {
    const first = unify({ field: "unit", from: ["教育局", "县教育局"], to: "县教育局" })({});
    const second = unify({ field: "unit", from: ["县教育局", "勐海县教育局"], to: "勐海县教育局" })(first);
    expect(second.rewrites?.[0]).toEqual({ field: "unit", from: ["教育局", "县教育局"], to: "勐海县教育局" });
  });

  it("about single cells, rows and wordings are counted and cleared, those about columns stay", () => {
    const made = [fixCells([fix(at(5), 1, "name", "玉罕")]), takeColumn({ ...table, col: 2, field: null }), setFieldPolicy("birth", "fill")]
      .reduce<ImportOptions>((options, recipe) => recipe(options), {});
    expect(decisions(made)).toBe(1);
    const cleared = clearDecisions(made);
    expect(decisions(cleared)).toBe(0);
    expect(cleared.columns).toHaveLength(1);
    expect(cleared.fields).toEqual([{ field: "birth", policy: "fill" }]);
    expect(setFieldPolicy("birth", null)(cleared).fields).toEqual([]);
  });
});

describe("a cell", () => {
  const written = "勐海县农机局所长";
  const unit = cell({ col: 14, field: "unit", label: "原工作单位", written, understood: "勐海县农机局" });
  const post = cell({ col: 14, field: "post", label: "原职务", written, understood: "所长", flag: "doubtful", note: "拆自一格" });
  const both = column({ col: 14, field: "unit_post" });

  it("that gives several facts stands once, under the gravest flag, with every note", () => {
    const view = cellView(row({ cells: [unit, post, cell({ col: 2, understood: "男" })] }), both, fixesIn({}));
    expect(view).toMatchObject({ value: "勐海县农机局 · 所长", written, flag: "doubtful", note: "拆自一格", settled: false });
    expect(view.facts).toHaveLength(2);
  });

  it("that was emptied says so, though nothing of it is left", () => {
    const options = fixCells([fix(at(5), 14, "unit_post", "")])({});
    expect(cellView(row({}), both, fixesIn(options))).toMatchObject({ value: "", settled: true });
  });

  it("of a column that is not taken shows what is written, and cannot be typed", () => {
    const ignored = column({ col: 3, field: null });
    expect(cellView(row({ cells: [cell({ col: 3, field: "", written: "下棋" })] }), ignored, fixesIn({}))).toMatchObject({ value: "下棋", ignored: true });
    expect(mayType(ignored)).toBe(false);
    expect(mayType(column({ field: "keep_own" }))).toBe(false);
    expect(mayType(both)).toBe(true);
  });

  it("that is empty shows what is known from elsewhere, and from where", () => {
    const sex = cell({ col: null, field: "sex", written: "532801…", understood: "男", flag: "normalised", note: "由身份证号得出" });
    expect(cellView(row({ cells: [sex] }), column({ col: 3, field: "sex" }), fixesIn({}))).toMatchObject({ value: "男", written: "由身份证号得出" });
  });

  it("may be missing: facts from the ID or the tab are listed apart", () => {
    const sex = cell({ col: null, field: "sex", understood: "男" });
    expect(looseFacts(row({ cells: [unit, sex] }))).toEqual([sex]);
  });
});

describe("what can be decided", () => {
  const date = cell({
    col: 5, field: "party_join", label: "入党时间", written: "1949.1", understood: "1949-10", flag: "doubtful",
    choices: [{ text: "1949-10", label: "1949年10月" }, { text: "1949-01", label: "1949年1月" }, { text: "1949", label: "1949年" }],
  });

  it("about a date is each reading, the year alone, and nothing", () => {
    const acts = factActs(row({}), date);
    expect(acts.map((act) => act.label)).toEqual(["1949年10月", "1949年1月", "只存1949年", "留空"]);
    expect(acts[1]?.recipe({}).cells).toEqual([fix(at(5), 5, "party_join", "1949-01")]);
    expect(acts[3]?.recipe({}).cells?.[0]?.text).toBe("");
  });

  it("about a number that can only be confirmed is one word", () => {
    const identity = cell({ field: "identity", understood: "532801********9889", flag: "doubtful", choices: [{ text: "532801194210259889", label: "532801********9889" }] });
    expect(factActs(row({}), identity).map((act) => act.label)).toEqual(["就是这样", "留空"]);
  });

  it("about a fact nobody doubts is nothing where it has a cell, and to leave it out where it has none", () => {
    expect(factActs(row({}), cell({ understood: "玉罕" }))).toEqual([]);
    expect(factActs(row({}), cell({ col: null, field: "branch", understood: "第一党支部" })).map((act) => act.label)).toEqual(["留空"]);
  });

  it("about what a person put right is the way back", () => {
    const made = fixCells([fix(at(5), 5, "party_join", "1949-10")])({});
    const [back, ...rest] = factActs(row({}), { ...date, settled: true });
    expect(rest).toEqual([]);
    expect(back?.recipe(made).cells).toEqual([]);
  });

  it("about what was emptied or cannot be read is the way back too", () => {
    const typed = fix(at(5), 5, "party_join", "胡说");
    const made = fixCells([typed])({});
    const unread = { ...date, flag: "unreadable" as const, written: "胡说", understood: "", choices: [] };
    expect(revertActs(row({}), [unread], [typed], "入党时间").map((act) => act.recipe(made).cells)).toEqual([[]]);
    expect(revertActs(row({}), [], [typed], "入党时间")).toHaveLength(1);
    expect(revertActs(row({}), [{ ...date, settled: true }], [typed], "入党时间")).toEqual([]);
  });

  it("about a suspect is who it is, that it is nobody of them, or to leave it out", () => {
    const maybe = [
      { person: "x", place: null, name: "玉罕", about: [] },
      { person: null, place: at(2), name: "玉罕", about: [] },
    ];
    const acts = rowActs(row({ verdict: "suspect", maybe }));
    expect(acts.map((act) => act.recipe({}).rows?.[0])).toEqual([
      { place: at(5), fate: "person", person: "x" },
      { place: at(5), fate: "row", other: at(2) },
      { place: at(5), fate: "apart" },
      { place: at(5), fate: "skip" },
    ]);
    expect(rowActs(row({ verdict: "refused", fate: "skip" })).map((act) => act.label)).toEqual(["取消决定"]);
  });

  it("about a whole column leaves alone what was not read at all", () => {
    const unread = cell({ col: 5, field: "party_join", flag: "unreadable" });
    const rows = [row({ cells: [date] }), row({ place: at(6), cells: [unread] }), row({ place: at(7), cells: [{ ...date, settled: true }] })];
    expect(confirming(rows, 5, 10)).toEqual([fix(at(5), 5, "party_join", "1949-10")]);
  });
});

describe("the cursor of the table", () => {
  const size = { rows: 10, cols: 4, page: 3 };
  const press = (key: string, ctrlKey = false) => led({ row: 5, col: 2 }, { key, ctrlKey }, size);

  it("goes where the arrows point and stops at the edges", () => {
    expect(press("ArrowDown")).toEqual({ row: 6, col: 2 });
    expect(press("ArrowRight", true)).toEqual({ row: 5, col: 3 });
    expect(press("PageDown")).toEqual({ row: 8, col: 2 });
    expect(press("End", true)).toEqual({ row: 9, col: 3 });
    expect(led({ row: 0, col: 0 }, { key: "ArrowLeft", ctrlKey: false }, size)).toEqual({ row: 0, col: 0 });
    expect(press("a")).toBeNull();
  });

  it("finds the words of a list that begin with what is typed, then those that hold it", () => {
    expect(fitting(["汉族", "傣族", "哈尼族"], "傣")).toEqual(["傣族"]);
    expect(fitting(["汉族", "傣族", "哈尼族"], "族")).toHaveLength(3);
    expect(fitting(["上海", "海南"], "海")).toEqual(["海南", "上海"]);
  });
});

describe("what asks for a look", () => {
  const problem = (r: number, col: string) => ({ ...at(r), col, code: "doubtful", text: "" });
  const sheet = {
    file: table.file, name: table.sheet, table: 1, title: table.sheet, header_rows: [2], left_out: null, hidden: false, note: null, former: null, rows: 9, skipped: [],
    columns: [column({ col: 0, letter: "A" }), column({ col: 1, letter: "B", doubtful: true })],
  };
  const looked = plan({ sheets: [sheet], problems: [problem(0, "B"), problem(7, "A"), problem(5, "B"), problem(5, "")] });

  it("is gone through in reading order, from the beginning again behind the last", () => {
    expect(nextProblem(looked, undefined, 0)).toMatchObject({ row: 5, col: "B" });
    expect(nextProblem(looked, at(5), 1)).toMatchObject({ row: 5, col: "" });
    expect(nextProblem(looked, at(5), null)).toMatchObject({ row: 7, col: "A" });
    expect(nextProblem(looked, at(8), 0)).toMatchObject({ row: 5, col: "B" });
  });

  it("stands first among the columns", () => {
    expect(inOrder(sheet.columns).map((one) => one.letter)).toEqual(["B", "A"]);
  });
});

describe("the way from a file to a report", () => {
  const file = { id: "f", name: "a.xlsx", size: 1 };
  beforeEach(() => endSession());

  function begin() {
    const platform = fakePlatform({
      "import.plan": (request) => plan({ options: request.options ?? {} }),
      "import.replan": (request) => plan({ options: request.options }),
      "import.run": () => ({ id: "i", at: "", operator: "", files: [], counts, outcome, problems: [], undone: false }),
    });
    let flow = {} as ReturnType<typeof useImportFlow>;
    createApp({ setup: () => ((flow = useImportFlow()), () => null) }).mount(document.createElement("div"));
    return { platform, flow };
  }

  it("keeps decisions in the order they were made and takes back the last", async () => {
    const { platform, flow } = begin();
    await flow.read([file]);
    expect(flow.step.value).toBe(STEP.heads);
    const first = flow.decide(decideRows([{ place: at(5), fate: "skip" }]), "一");
    const second = flow.decide(decideRows([{ place: at(6), fate: "skip" }]), "二");
    await Promise.all([first, second]);
    expect(flow.plan.value?.options.rows).toHaveLength(2);
    expect(flow.said.value).toBe("二");
    await flow.takeBack();
    expect(flow.plan.value?.options.rows).toHaveLength(1);
    expect(flow.said.value).toContain("二");
    await flow.takeBack();
    expect(flow.plan.value?.options).toEqual({});
    expect(await flow.takeBack()).toBe(false);
    expect(platform.of("import.replan")).toHaveLength(4);
  });

  it("adds a second file to the first, with what was decided", async () => {
    const { platform, flow } = begin();
    await flow.read([file]);
    await flow.decide((options) => ({ ...options, hidden: "take" }));
    await flow.read([{ ...file, id: "g" }]);
    expect(platform.of("import.plan")[1]?.args).toMatchObject({ files: [file, { ...file, id: "g" }], options: { hidden: "take" } });
  });

  it("remembers which plan an import was, and begins anew", async () => {
    const { flow } = begin();
    await flow.read([file]);
    expect(await flow.run()).toBe("i");
    expect(flow.ran.get("i")).toBe("p");
    expect(flow.plan.value).toBeNull();
    endSession();
    await nextTick();
    expect(begin().flow.ran.size).toBe(0);
  });
});
