import { describe, expect, it } from "vitest";
import type { VolunteerCertificate } from "@/generated/VolunteerCertificate";
import type { VolunteerTotals } from "@/generated/VolunteerTotals";
import { sheetsOf, wordsOf } from "@/pages/volunteer/certificate";
import { chosenOf, lacking, NO_HOURS, refusedOf, requestsOf, servedOf } from "@/pages/volunteer/eventHours";
import { paperColumns, paperSheets } from "@/pages/volunteer/hoursPaper";
import { quickSpans } from "@/pages/volunteer/spans";

const certificate = (lines: number, more: Partial<VolunteerCertificate> = {}): VolunteerCertificate => ({
  id: "c", number: "2026-001", day: "2026-03-05", centre: "某中心", name: "岩温", sex: "男", identity: "5328**********0011", from: "2026-01-01", to: "2026-03-05",
  hours: "4.5", times: lines, head: "陈静", clerk: "李新", contact: "0691-5120000",
  lines: Array.from({ length: lines }, (_, i) => ({ day: "2026-01-10", content: `劝导${i}`, team: "", hours: "1.5" })), ...more,
});

describe("a certificate of service", () => {
  it("says who, when, how often and how long, and leaves out what is not known", () => {
    expect(wordsOf(certificate(3))).toBe("兹证明岩温（男，身份证号 5328**********0011）于2026年1月1日至2026年3月5日参加志愿服务 3 次，累计 4.5 小时。服务记录如下：");
    expect(wordsOf(certificate(1, { sex: "", identity: "" }))).toMatch(/^兹证明岩温于2026年1月1日/);
  });

  it.each([1, 10, 11, 12, 13, 20, 21, 45, 46, 200])("of %i lines has each once and its end with a line of it", (count) => {
    const sheets = sheetsOf(certificate(count));
    expect(sheets.flatMap(({ rows }) => rows.map(([number]) => number))).toEqual(Array.from({ length: count }, (_, i) => String(i + 1)));
    expect(sheets.map(({ first }) => first).indexOf(true)).toBe(0);
    expect(sheets.filter(({ last }) => last)).toEqual([sheets.at(-1)]);
    expect(sheets.every(({ rows }) => rows.length > 0)).toBe(true);
  });

  it("is one sheet for few lines, and more where they are long", () => {
    expect(sheetsOf(certificate(8))).toHaveLength(1);
    const long = certificate(8, { lines: certificate(8).lines.map((line) => ({ ...line, content: "向家长发放安全出行宣传材料".repeat(5) })) });
    expect(sheetsOf(long).length).toBeGreaterThan(1);
  });
});

describe("the sums on paper", () => {
  const totals: VolunteerTotals = {
    times: 3, people: 2, hours: "5.5",
    persons: [{ person: "p", name: "岩温", times: 2, hours: "4.5", teams: ["甲队", "乙队"], last: "2026-02-10" }],
    teams: [{ team: "t", name: "甲队", times: 2, people: 2, hours: "3.5" }, { team: null, name: "没有团队", times: 1, people: 1, hours: "2" }],
  };

  it("are those on show, across the sheet", () => {
    expect(paperSheets(totals, "persons")).toEqual([[["1", "岩温", "2", "4.5", "甲队、乙队", "2026-02-10"]]]);
    expect(paperSheets(totals, "teams")).toEqual([[["1", "甲队", "2", "2", "3.5"], ["2", "没有团队", "1", "1", "2"]]]);
    for (const view of ["persons", "teams"] as const) expect(paperColumns(view).reduce((sum, { mm }) => sum + mm, 0)).toBe(180);
  });

  it("are of this year, of the one before, or of this month", () => {
    expect(quickSpans("2026-02-05")).toEqual([
      { label: "本年", days: ["2026-01-01", "2026-12-31"] }, { label: "去年", days: ["2025-01-01", "2025-12-31"] }, { label: "本月", days: ["2026-02-01", "2026-02-28"] },
    ]);
    expect(quickSpans("")).toEqual([]);
  });
});

describe("the hours of an event", () => {
  const line = (person: string) => ({ ledger: "volunteer", day: "2026-03-04", person, event: "e", facts: { content: "清洁家园", from: "08:00", to: "09:30", hours: "1.5" } });
  const found = { lines: [line("p"), line("q"), line("r")], names: ["岩温", "玉罕", "刀建国"], already: 0 };

  it("are those of the clock, until they are written for all or for one", () => {
    expect(servedOf(found, NO_HOURS).map(({ name, hours, ticked }) => [name, hours, ticked])).toEqual([["岩温", "1.5", true], ["玉罕", "1.5", true], ["刀建国", "1.5", true]]);
    const served = servedOf(found, { all: "1", each: new Map([["q", ""]]), without: new Set(["r"]), team: "" });
    expect(served.map(({ hours }) => hours)).toEqual(["1", "", "1"]);
    expect(chosenOf(served).map(({ name }) => name)).toEqual(["岩温", "玉罕"]);
    expect([...lacking(chosenOf(served)).keys()]).toEqual(["q"]);
  });

  it("keep the clock by which nobody counts twice, and name the team", () => {
    const [first, second] = requestsOf(chosenOf(servedOf(found, { all: "１", each: new Map(), without: new Set(["q"]), team: "t" })), "t");
    expect(first).toEqual({ ...line("p"), team: "t", facts: { ...line("p").facts, hours: "1" } });
    expect(second?.person).toBe("r");
    expect(requestsOf(servedOf(found, NO_HOURS), "")[0]).toEqual(line("p"));
  });

  it("that are refused are said beside whose they are", () => {
    const sent = chosenOf(servedOf(found, { ...NO_HOURS, without: new Set(["p"]) }));
    expect([...refusedOf(sent, [{ path: "lines.1", code: "range", message: "太长" }, { path: "lines.9", code: "x", message: "" }])]).toEqual([["r", "太长"]]);
  });
});
