import { describe, expect, it } from "vitest";
import type { ColumnInfo } from "@/generated/ColumnInfo";
import type { EntryRow } from "@/generated/EntryRow";
import type { LedgerInfo } from "@/generated/LedgerInfo";
import { dayFollowing, dayWritten } from "@/lib/dayTyped";
import { fitted } from "@/lib/paperTable";
import { cellOf, columnsOf, gistOf, grouped, isNumber, isReckoned, sumOf, titleOf, widthOf } from "@/pages/ledger/columns";
import { filterOf, quickSpans, startOf } from "@/pages/ledger/filters";
import { alikeOf, isDecided, presetOfScore } from "@/pages/ledger/finest";
import { blankForm, formOf, nextForm, overtaken, presetOf, requestOf, wrongOf } from "@/pages/ledger/form";
import { paperColumns, paperSheets } from "@/pages/ledger/ledgerPaper";

const TODAY = "2026-03-05";
const field = (key: string, kind: string, more: Partial<ColumnInfo> = {}): ColumnInfo => ({
  key, label: key, kind, of: [], open: false, required: false, sum: false, list: true, ...more,
});
const ledger = (more: Partial<LedgerInfo> = {}): LedgerInfo => ({
  key: "care_visit", title: "走访慰问", group: "关怀", unit: "次走访", day: "走访日期", until: "", one_of: false, states: [], entries: 0, issued: false, undated: false, overdue: "",
  subjects: [{ kind: "person", label: "走访对象", required: true }],
  fields: [
    field("type", "choice", { of: ["节日慰问", "日常走访"], required: true }),
    field("place", "text", { list: false }),
    field("amount", "money", { sum: true }),
    field("term", "day"),
    field("feedback", "lines"),
  ],
  ...more,
});
const line = (more: Partial<EntryRow> = {}): EntryRow => ({
  id: "e", ledger: "care_visit", day: "2026-02-01", until: "", person: { id: "p", name: "岩温" }, organization: null, team: null, event: null,
  state: "", facts: { type: "日常走访", amount: "1200.50" }, overdue: "", ...more,
});
const lasting = ledger({ until: "出院日期", states: ["待办", "已办"], one_of: true, subjects: [
  { kind: "organization", label: "集体", required: false }, { kind: "person", label: "个人", required: false },
] });

const column = (of: LedgerInfo, id: string) => {
  const found = columnsOf(of).find((one) => one.id === id);
  if (!found) throw new Error(`no column ${id}`);
  return found;
};

describe("a day that is typed", () => {
  it("is the last such day, or the first from another on; 今天 is today", () => {
    expect(["0305", "0306", "今天", "昨天", "19490305", "constructor"].map((typed) => dayWritten(typed, TODAY))).toEqual([
      "2026-03-05", "2025-03-06", "2026-03-05", "2026-03-04", "1949-03-05", null,
    ]);
    expect(["0110", "1231", "今天", "20250101", "x"].map((typed) => dayFollowing(typed, "2025-12-20", TODAY))).toEqual([
      "2026-01-10", "2025-12-31", "2026-03-05", "2025-01-01", null,
    ]);
  });
});

describe("columns", () => {
  it("are the day, whom it is about, what is listed or summed up, and the state", () => {
    expect(columnsOf(ledger()).map(({ id }) => id)).toEqual(["day", "person", "facts.type", "facts.amount", "facts.term", "facts.feedback"]);
    // One column for all of which a line names one, in the order of the ledger.
    expect(columnsOf(lasting).map(({ id }) => id)).toEqual(["day", "until", "about", "facts.type", "facts.amount", "facts.term", "facts.feedback", "state"]);
    expect(columnsOf(lasting)[2]?.subjects).toEqual(["organization", "person"]);
  });

  it("show money and sums with thousands apart and nothing lost", () => {
    expect(["1200.50", "700", "1234567.05", "0", ""].map(grouped)).toEqual(["1,200.50", "700", "1,234,567.05", "0", ""]);
    const amount = column(ledger(), "facts.amount");
    expect(cellOf(line(), amount)).toBe("1,200.50");
    expect([sumOf({ amount: "21200" }, amount), sumOf({}, amount)]).toEqual(["21,200", ""]);
    // A year is no amount.
    expect(cellOf(line({ facts: { year: "2026" } }), column(ledger({ fields: [field("year", "number")] }), "facts.year"))).toBe("2026");
  });

  it("are wide enough for their heads", () => {
    const wide = widthOf(column(ledger({ fields: [field("a", "number", { label: "一个很长很长的栏目" })] }), "facts.a"));
    expect(wide.rem).toBeGreaterThan(9);
    expect(widthOf(column(ledger(), "facts.feedback")).grows).toBe(true);
  });

  it("tell a line in a few words", () => {
    expect(titleOf(line(), ledger())).toBe("2026-02-01 岩温");
    expect(titleOf(line({ person: null }), ledger())).toBe("2026-02-01 日常走访");
    expect(gistOf(line(), ledger())).toBe("日常走访 · 1,200.50");
  });
});

describe("the form of a line", () => {
  it("is sent as it was understood, empty fields left out", () => {
    const form = { ...blankForm(lasting, TODAY), until: "0301", organization: "o" };
    form.day = "2026.2.3";
    Object.assign(form.facts, { amount: " 300 ", term: "0110" });
    expect(requestOf(form, lasting, TODAY)).toEqual({
      ledger: "care_visit", day: "2026-02-03", until: "2026-03-01", organization: "o", state: "待办", facts: { amount: "300", term: "2027-01-10" },
    });
    expect(wrongOf(form, lasting, TODAY)).toEqual({});
  });

  it("says what it cannot read; what only a column cannot be is the server's to say", () => {
    const form = { ...blankForm(lasting, "下周"), until: "x", person: { words: "岩", person: null, about: "" } };
    form.facts.term = "x";
    expect(Object.keys(wrongOf(form, lasting, TODAY))).toEqual(["person", "day", "until"]);
    expect(wrongOf({ ...form, day: " " }, lasting, TODAY).day).toContain("走访日期");
    expect(requestOf({ ...form, day: TODAY }, lasting, TODAY).facts.term).toBe("x");
  });

  it("shows a line as it is", () => {
    expect(requestOf(formOf(line(), ledger()), ledger(), TODAY, "e")).toEqual({
      id: "e", ledger: "care_visit", day: "2026-02-01", person: "p", facts: { type: "日常走访", amount: "1200.50" },
    });
  });

  it("keeps what was chosen for the next line, and nothing that was written", () => {
    const form = { ...formOf(line({ team: { id: "t", name: "队" } }), ledger()), until: "x" };
    const next = nextForm(form, ledger());
    expect([next.day, next.facts.type, next.facts.amount, next.person.person, next.until, next.team]).toEqual(["2026-02-01", "日常走访", "", null, "", "t"]);
    expect(nextForm(form, lasting).team).toBe("");
  });

  it("begins with whom the list is about, where the ledger knows such", () => {
    const preset = presetOf([{ kind: "person", named: { id: "p", name: "岩温" } }, { kind: "team", named: { id: "t", name: "队" } }]);
    expect(blankForm(ledger(), TODAY, preset)).toMatchObject({ person: { words: "岩温", person: "p" }, team: "" });
  });
});

describe("a nomination", () => {
  const nominated = line({ ledger: "finest", facts: { year: "2026", average: "90" }, state: "评审中" });
  const finest = ledger({ key: "finest", fields: [field("year", "number"), field("reviews", "number"), field("average", "score"), field("level", "choice", { of: ["省"] })], states: ["已推荐", "评审中", "当选", "未当选"] });

  it("has scores of the same person or team in the same year, and a new one begins with both", () => {
    expect(alikeOf(nominated, "finest_score")).toEqual({ ledger: "finest_score", person: "p", facts: { year: "2026" } });
    expect(alikeOf({ ...nominated, person: null, team: { id: "t", name: "队" } }, "finest")).toEqual({ ledger: "finest", team: "t", facts: { year: "2026" } });
    const form = blankForm(finest, TODAY, presetOfScore(nominated));
    expect([form.person.words, form.facts.year, form.facts.average]).toEqual(["岩温", "2026", ""]);
    expect(nextForm(form, finest, presetOfScore(nominated)).facts.year).toBe("2026");
  });

  it("shows its mean as a number nobody types", () => {
    expect(["score", "hours", "text"].map(isNumber)).toEqual([true, true, false]);
    expect(["reviews", "average", "level"].map((key) => isReckoned(finest, key))).toEqual([true, true, false]);
    expect(isReckoned(ledger(), "average")).toBe(false);
    expect(["已推荐", "评审中", "当选", "未当选"].map((state) => isDecided({ ...nominated, state }))).toEqual([false, false, true, true]);
  });

  it("takes the new mean while it is open, and keeps what was typed", () => {
    const typed = formOf(nominated, finest);
    typed.facts.level = "省";
    const now = { ...nominated, state: "当选", facts: { year: "2026", reviews: "2", average: "92.5" } };
    expect(overtaken(typed, nominated, now)).toMatchObject({ state: "当选", facts: { year: "2026", reviews: "2", average: "92.5", level: "省" } });
    expect(overtaken({ ...typed, state: "未当选" }, nominated, now).state).toBe("未当选");
  });
});

describe("which lines", () => {
  it("are asked for by the address, columns that are none of the ledger's left out", () => {
    const query = { from: "2026-01-01", words: " 岩 ", state: "", "f.type": "日常走访", "f.amount": "3", person: "p", start: "100" };
    expect(filterOf(query, ledger())).toEqual({ ledger: "care_visit", from: "2026-01-01", words: "岩", person: "p", facts: { type: "日常走访" } });
    expect([startOf(query), startOf({ start: "-1" }), startOf({ start: "x" }), startOf({})]).toEqual([100, 0, 0, 0]);
  });

  it("are those of a year, of the month or all", () => {
    expect(quickSpans("2024-02-05").map(({ days }) => days.join(" "))).toEqual([
      "2024-01-01 2024-12-31", "2023-01-01 2023-12-31", "2024-02-01 2024-02-29", " ",
    ]);
  });
});

describe("the printed ledger", () => {
  const page = (n: number, words: string) => ({
    rows: Array.from({ length: n }, (_, i) => line({ id: String(i), facts: { type: "日常走访", amount: "1", feedback: `${i + 1} ${words}` } })),
    total: n, persons: 1, sums: { amount: "1200" },
  });

  it("fills the width of the sheet", () => {
    const across = paperColumns(ledger()).reduce((sum, column) => sum + column.mm, 0);
    expect(across).toBeCloseTo(180);
  });

  it.each([1, 30, 500])("has every one of %i lines once and in order, and the sums last", (n) => {
    const rows = paperSheets(ledger(), page(n, "反映住房漏雨，请社区协调维修")).flat();
    expect(rows.slice(0, -1).map((row) => row[0])).toEqual(Array.from({ length: n }, (_, i) => String(i + 1)));
    expect(rows.at(-1)).toContain("1,200");
  });

  it("takes more sheets where rows are high, and none is higher than a sheet", () => {
    const low = paperSheets(ledger(), page(60, "好"));
    const high = paperSheets(ledger(), page(60, "很".repeat(2000)));
    expect(high.length).toBeGreaterThan(low.length);
    expect(high.flat()).toHaveLength(61);
    expect(high[0]?.[0]?.at(-1)).toMatch(/…$/);
    expect(high.every((sheet) => sheet.length > 0)).toBe(true);
  });

  it("counts lines by the width of letters and by breaks", () => {
    expect(fitted("一二三", 2.4 + 3.2 * 3).lines).toBe(1);
    expect(fitted("一二三四", 2.4 + 3.2 * 3).lines).toBe(2);
    expect(fitted("abcde", 2.4 + 3.2 * 3).lines).toBe(1);
    expect(fitted("一\n二", 30).lines).toBe(2);
  });
});
