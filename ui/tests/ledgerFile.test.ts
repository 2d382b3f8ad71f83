import { describe, expect, it } from "vitest";
import type { ColumnInfo } from "@/generated/ColumnInfo";
import type { EntryDraft } from "@/generated/EntryDraft";
import type { LedgerInfo } from "@/generated/LedgerInfo";
import { columnsOf } from "@/pages/ledger/columns";
import { cellOf, chosenOf, countsOf, formOfLine, isManifold, linesOf, mended, refused, shownOf, ticked, whoOf, wrongIn, written, type Line } from "@/pages/ledger/file/lines";

const TODAY = "2026-03-05";
const field = (key: string, kind: string, more: Partial<ColumnInfo> = {}): ColumnInfo => ({
  key, label: key, kind, of: [], open: false, required: false, sum: false, list: true, ...more,
});
const ledger = (more: Partial<LedgerInfo> = {}): LedgerInfo => ({
  key: "care_visit", title: "走访慰问", group: "关怀", unit: "次走访", day: "走访日期", until: "", one_of: false, states: [], entries: 0, issued: false, undated: false, overdue: "",
  subjects: [{ kind: "person", label: "走访对象", required: true }],
  fields: [field("type", "choice", { of: ["节日慰问", "日常走访"], required: true }), field("amount", "money"), field("given", "tick")],
  ...more,
});
const draft = (row: number, more: Partial<EntryDraft> = {}): EntryDraft => ({
  row, entry: { ledger: "care_visit", day: "2026-01-20", person: "p", facts: { type: "节日慰问", amount: "1200.5" } },
  person: "岩温", organization: "", team: "", maybe: [], problem: "", same: false, ...more,
});
const file = (...lines: EntryDraft[]) => linesOf({ sheet: "2026年", others: [], untaken: [], ledger: ledger(), lines });
const yu = { person: "q", place: null, name: "玉罕", about: ["女", "1950-01"] };
const uncertain = draft(3, { entry: { ledger: "care_visit", day: "2026-01-22", facts: { type: "节日慰问" } }, person: "玉罕", maybe: [yu], problem: "不能确定是哪一位" });
const only = (lines: readonly Line[]): Line => {
  const [line] = lines;
  if (!line || lines.length !== 1) throw new Error("not one line");
  return line;
};

describe("lines of a workbook", () => {
  it("are chosen where nothing speaks against them, and counted by how they stand", () => {
    const lines = file(draft(2), uncertain, draft(4, { same: true }));
    expect(lines.map((line) => line.ticked)).toEqual([true, false, false]);
    expect(countsOf(lines)).toEqual({ all: 3, ready: 1, problem: 1, same: 1 });
    expect(shownOf(lines, "problem").map((line) => line.draft.row)).toEqual([3]);
    expect(shownOf(lines, "all")).toHaveLength(3);
    expect(chosenOf(lines).map((line) => line.draft.row)).toEqual([2]);
  });

  it("are ticked by hand, but not over a problem", () => {
    const [, problem, same] = file(draft(2), uncertain, draft(4, { same: true }));
    expect([problem, same].map((line) => line && ticked(line, true).ticked)).toEqual([false, true]);
  });

  it("lose their problem once it is decided whom they are about", () => {
    const line = only(file(uncertain));
    const decided = mended(line, formOfLine({ ...line, person: whoOf(yu) }, ledger()), ledger(), TODAY);
    expect(decided).toMatchObject({ problem: "", ticked: true, touched: true, person: { words: "玉罕", person: "q", about: "女 · 1950-01" } });
    expect(decided.entry).toEqual({ ledger: "care_visit", day: "2026-01-22", person: "q", facts: { type: "节日慰问" } });
  });

  it("keep what else is wrong with them", () => {
    const line = only(file({ ...uncertain, entry: { ...uncertain.entry, day: "去年冬天", facts: { type: "看电影" } } }));
    const form = formOfLine({ ...line, person: whoOf(yu) }, ledger());
    expect(wrongIn(form, ledger(), TODAY)).toEqual({
      day: "走访日期看不懂，请写成 20260305 或 0305。",
      "facts.type": "type没有“看电影”，请从列表里选。",
    });
    expect(mended(line, form, ledger(), TODAY)).toMatchObject({ problem: "type没有“看电影”，请从列表里选。", ticked: false });
    expect([isManifold(line), isManifold({ ...line, problem: "不能确定是哪一位；没有这个团队" })]).toEqual([false, true]);
  });

  it("say what is lacking", () => {
    const blank = only(file(draft(2, { entry: { ledger: "care_visit", day: "", facts: {} }, person: "" })));
    expect(wrongIn(formOfLine(blank, ledger()), ledger(), TODAY)).toEqual({ person: "请选择走访对象。", day: "请填写走访日期。", "facts.type": "请填写type。" });
    const either = ledger({ one_of: true, states: ["待办"], fields: [], subjects: [
      { kind: "organization", label: "集体", required: false }, { kind: "person", label: "个人", required: false }, { kind: "event", label: "活动", required: false },
    ] });
    const stated = { ...blank, entry: { ...blank.entry, day: "2026-01-20", state: "办完" } };
    expect(wrongIn(formOfLine(stated, either), either, TODAY)).toEqual({ organization: "请至少选择一项：集体、个人。", state: "状态没有“办完”，请从列表里选。" });
    expect(wrongIn(formOfLine({ ...blank, person: { words: "岩温", person: "p", about: "" } }, either), either, TODAY)).toEqual({ day: "请填写走访日期。" });
  });

  it("read a tick as a workbook writes it", () => {
    const line = only(file(draft(2, { entry: { ledger: "care_visit", day: "2026-01-20", facts: { given: "√" } } })));
    expect(formOfLine(line, ledger()).facts).toEqual({ type: "", amount: "", given: "是" });
  });

  it("show names: those known by their ids, and those written that mean nobody", () => {
    const teams = ledger({ subjects: [{ kind: "person", label: "人", required: true }, { kind: "team", label: "队", required: false }] });
    const line = only(file(draft(2, { team: "银发队" })));
    const cells = (one: Line) => columnsOf(teams).map((column) => cellOf(one, column, (id) => `队${id}`));
    expect(cells(line)).toEqual(["2026-01-20", "岩温", "银发队", "节日慰问", "1,200.5", ""]);
    expect(cells({ ...line, entry: { ...line.entry, team: "t" } })[2]).toBe("队t");
    expect(cells({ ...line, touched: true })[2]).toBe("");
  });
});

describe("what the server answers", () => {
  it("stands in the row it is about, and the others stay chosen", () => {
    const lines = file(draft(2), uncertain, draft(4));
    const sent = chosenOf(lines);
    const after = refused(lines, sent, [{ path: "lines.1", code: "deceased", message: "这位同志登记为去世" }, { path: "lines", code: "x", message: "y" }]);
    expect(after.map(({ problem, ticked: on }) => [problem, on])).toEqual([["", true], ["不能确定是哪一位", false], ["这位同志登记为去世", false]]);
  });

  it("makes what was written stand already, and nothing to lose", () => {
    const lines = file(draft(2), uncertain);
    expect(written(lines.map((line) => ({ ...line, touched: true })), chosenOf(lines)).map(({ same, ticked: on, touched }) => [same, on, touched])).toEqual([[true, false, false], [false, false, true]]);
  });
});
