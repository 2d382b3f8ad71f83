import { describe, expect, it } from "vitest";
import type { LifeAttendance } from "@/generated/LifeAttendance";
import type { LifeBranch } from "@/generated/LifeBranch";
import type { Organization } from "@/generated/Organization";
import { kindsOf, stretchOf, yearOf } from "@/pages/organization/life";
import { branchesOf, footOf, notesOf, rateOf } from "@/pages/organization/lifeAttendance";
import { attendancePaper, rollupPaper } from "@/pages/organization/lifePaper";
import { placesOf, requestOf, termFormOf, wrongOf } from "@/pages/organization/termForm";
import { treeOf } from "@/pages/organization/tree";

const organization = (id: string, parent: string | null): Organization => ({ id, name: id, kind: "党支部", composition: "", parent, resident: false, closed: "", people: 0 });

describe("the tree", () => {
  const all = [organization("总支", "党委"), organization("党委", null), organization("甲支部", "总支"), organization("乙支部", "总支"), organization("散支部", "不在")];
  const shown = (fits: (name: string) => boolean) => treeOf(all, [], (one) => fits(one.name)).map(({ organization: { name }, depth }) => `${depth}${name}`);

  it("stands each below its superior, and who has none at the top", () => {
    expect(shown(() => true)).toEqual(["0党委", "1总支", "2甲支部", "2乙支部", "0散支部"]);
  });

  it("shows what fits with all that stands above it", () => {
    expect(shown((name) => name.startsWith("乙"))).toEqual(["0党委", "1总支", "2乙支部"]);
    expect(shown(() => false)).toEqual([]);
  });

  it("has its counts beside it", () => {
    const count = { id: "甲支部", people: 3, members: 2, people_all: 3, members_all: 2 };
    expect(treeOf(all, [count], () => true).map((row) => row.count?.members ?? null)).toEqual([null, null, 2, null, null]);
  });
});

describe("organizational life", () => {
  const kinds = kindsOf([{ kind: "支部委员会", stretches: 12 }, { kind: "党课", stretches: 4 }, { kind: "组织生活会", stretches: 1 }, { kind: "党小组会", stretches: 12 }]);
  const none = Array.from({ length: 12 }, () => 0);
  const branch: LifeBranch = {
    id: "a",
    name: "甲支部",
    held: [[1, ...none.slice(1)], [0, 0, 0, 0], [0], [3, 1, 0, 0, 1, ...none.slice(5)]],
    asked: [1, 1, 1, 3],
    excused: [[2], [], [], [3]],
    outside: [[4], [], [], [1, 4]],
  };
  const those = (at: number, year = 2026) => {
    const kind = kinds[at];
    return kind ? Array.from({ length: kind.stretches }, (_, i) => stretchOf(branch, kind, i + 1, year, "2026-05-09")) : [];
  };
  const states = (at: number, year = 2026) => those(at, year).map(({ state }) => (state === "outside" ? "-" : state.slice(0, 1))).join("");

  it("is missing only once its stretch is over, and where it was the branch's to hold", () => {
    expect([states(0), states(1), states(2)]).toEqual(["hem-oooooooo", "mooo", "o"]);
    expect([states(1, 2025), states(2, 2025), states(1, 2027)]).toEqual(["mmmm", "m", "oooo"]);
  });

  it("is complete once every 党小组 held its meeting", () => {
    expect(states(3)).toBe("hme-oooooooo");
    expect(those(3)[1]).toEqual({ state: "missing", count: 1, asked: 3, ofGroups: true });
    expect(those(3)[4]).toMatchObject({ state: "open", count: 1, asked: 3 });
  });

  it("is shown for the year the address names", () => {
    expect(["2025", "1999", "25", undefined].map((asked) => yearOf(asked, "2026-05-09"))).toEqual([2025, 1999, 2026, 2026]);
  });
});

describe("who was at the meetings", () => {
  const row = (name: string, kind: string, quarter: number, more: Partial<LifeAttendance>): LifeAttendance => ({
    organization: name, name, kind, quarter, meetings: 1, due: 0, present: 0, online: 0, excused: 0, delivered: 0, absent: 0, untold: 0, reasons: [], ...more,
  });
  const rows = [
    row("甲支部", "党员大会", 1, { due: 20, present: 15, excused: 3, absent: 2, reasons: ["住院"] }),
    row("甲支部", "党课", 1, { meetings: 2, due: 20, present: 20, untold: 1, reasons: ["住院", "外出"] }),
    row("甲支部", "党课", 3, { due: 20, present: 20 }),
    row("乙支部", "党课", 1, { untold: 1 }),
  ];

  it("is summed by organization and quarter over the kinds shown", () => {
    const [first, second] = branchesOf(rows);
    expect(first?.quarters.map(({ quarter, sum }) => [quarter, sum.meetings, sum.due, sum.present, rateOf(sum)])).toEqual([[1, 3, 40, 35, "87.5%"], [3, 1, 20, 20, "100%"]]);
    expect(first?.quarters.map(({ sum }) => notesOf(sum))).toEqual(["有 1 次没有登记到会人数；住院、外出", ""]);
    expect(second?.quarters.map(({ sum }) => rateOf(sum))).toEqual([""]);
    expect(footOf(rows).map(({ label, sum }) => [label, sum.meetings, sum.untold])).toEqual([["1季度合计", 4, 2], ["3季度合计", 1, 0], ["全年合计", 5, 2]]);
    expect(footOf([]).length).toBe(0);
  });

  it("goes on paper with its sums, on columns as wide as a sheet", () => {
    const wide = ({ columns }: { columns: readonly { mm: number }[] }) => columns.reduce((sum, { mm }) => sum + mm, 0);
    const paper = attendancePaper(rows, []);
    expect(paper.sheets.flatMap((sheet) => sheet.rows.map(([name]) => name))).toEqual(["甲支部", "甲支部", "乙支部", "1季度合计", "3季度合计", "全年合计"]);
    const quarters = [{ kind: "党课", quarter: 1, required: 12, held: 9, excused: 1 }];
    const rollup = rollupPaper([{ kind: "党课", stretches: 4 }], quarters, []);
    expect(rollup.sheets[0]?.rows).toEqual([["党课", "9 / 12　排 1", "", "", ""]]);
    expect([wide(paper), wide(rollup)]).toEqual([180, 180]);
  });
});

describe("the form of a committee", () => {
  it("sends the rows in which somebody is named, days as typed", () => {
    const form = termFormOf(null, "2026-05-09");
    const [first] = form.posts;
    expect(first?.title).toBe("书记");
    const who = { words: "岩温", person: "p1", about: "" };
    const filled = { ...form, elected: "0401", extended_to: "20290901", posts: [...form.posts, { key: "k", id: "x", title: " 委员 ", who, from: "0402", until: "" }] };
    expect(requestOf(filled, "o", undefined, "2026-05-09")).toEqual({
      organization: "o", elected: "2026-04-01", appointed: false, extended_to: "2029-09-01", posts: [{ id: "x", person: "p1", title: "委员", from: "2026-04-02" }],
    });
    expect([...placesOf(filled)]).toEqual([["k", 0]]);
  });

  it("says which name means nobody yet", () => {
    const form = termFormOf(null, "2026-05-09");
    const posts = form.posts.map((post) => ({ ...post, who: { words: "岩温", person: null, about: "" } }));
    expect(Object.keys(wrongOf({ ...form, posts }))).toEqual(["posts.0.person"]);
  });
});
