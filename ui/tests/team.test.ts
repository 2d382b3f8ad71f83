import { describe, expect, it } from "vitest";
import type { TreeKind } from "@/generated/TreeKind";
import type { Team } from "@/generated/Team";
import { formOf, requestOf, wrongOf } from "@/pages/team/form";
import { addBelow, choiceOf, hasBelow, indent, kindsOf, mayIndent, mayOutdent, outdent, rowsOf, topOf } from "@/lib/kinds";
import { memberSheets } from "@/pages/team/membersPaper";

const kind = (name: string, parent: string): TreeKind => ({ name, parent });
const tree = [kind("社团", ""), kind("志愿服务队", ""), kind("红色传承", "志愿服务队"), kind("文明引导", "志愿服务队"), kind("红色宣传", "红色传承"), kind("书画", "社团")];

describe("the tree of kinds of teams", () => {
  const shown = (rows: readonly { name: string; depth: number }[]) => rows.map(({ name, depth }) => `${depth}${name}`);

  const rename = (rows: { name: string }[], at: number, name: string) => Object.assign(rows[at] ?? {}, { name });

  it("stands each below the one it is part of, and is sent so", () => {
    const rows = rowsOf(tree);
    expect(shown(rows)).toEqual(["0社团", "1书画", "0志愿服务队", "1红色传承", "2红色宣传", "1文明引导"]);
    expect(rows.map(choiceOf)[4]).toBe("　　红色宣传");
    expect(kindsOf(rows)).toEqual([tree[0], tree[5], tree[1], tree[2], tree[4], tree[3]]);
    expect(rowsOf([kind("甲", "乙"), kind("乙", "甲")])).toEqual([]);
    expect(topOf(tree, "红色宣传")).toBe("志愿服务队");
    expect(["甲", "乙"], "a loop ends").toContain(topOf([kind("甲", "乙"), kind("乙", "甲")], "甲"));
  });

  it("is renamed with what is part of it, and added to", () => {
    const rows = rowsOf(tree);
    rename(rows, 3, " 红色薪火 ");
    expect(addBelow(rows, 3)).toBe(5);
    rename(rows, 5, "党建指导");
    expect(kindsOf(rows).slice(3, 6)).toEqual([kind("红色薪火", "志愿服务队"), kind("红色宣传", "红色薪火"), kind("党建指导", "红色薪火")]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it("is moved a step in or out with all below it, never to the top", () => {
    const rows = rowsOf(tree);
    expect([0, 1, 3, 5].map((at) => mayIndent(rows, at))).toEqual([false, false, false, true]);
    expect([1, 3, 4].map((at) => mayOutdent(rows, at))).toEqual([false, false, true]);
    expect([2, 3, 4].map((at) => hasBelow(rows, at))).toEqual([true, true, false]);
    indent(rows, 5);
    expect(shown(rows).slice(3)).toEqual(["1红色传承", "2红色宣传", "2文明引导"]);
    expect(outdent(rows, 4)).toBe(5);
    expect(shown(rows).slice(3)).toEqual(["1红色传承", "2文明引导", "1红色宣传"]);
    expect(outdent(rows, 3)).toBe(3);
    expect(shown(rows)).toHaveLength(6);
  });
});

describe("the form of a team", () => {
  const team: Team = { id: "t", name: "合唱团", kind: "文艺队", top: "文艺队", ended: false, ended_on: "", people: 2, leader: { id: "p1", name: "玉罕" }, phone: "0691", founded: "2006", about: "" };

  it("sends what was changed and leaves out the rest", () => {
    expect(requestOf(formOf(team, ""), team)).toEqual({ id: "t", name: "合唱团", kind: "文艺队", ended: false });
    const changed = { ...formOf(team, ""), leader: { words: "", person: null, about: "" }, phone: " ", about: "每周三排练" };
    expect(requestOf(changed, team)).toEqual({ id: "t", name: "合唱团", kind: "文艺队", ended: false, leader: "", phone: "", about: "每周三排练" });
    expect(requestOf({ ...formOf(null, "社团"), name: " 书画社 " }, null)).toEqual({ name: "书画社", kind: "社团", ended: false });
  });

  it("says the day it ended only where that was told", () => {
    const ends = { ...formOf(team, ""), ended: true };
    expect(requestOf(ends, team)).toEqual({ id: "t", name: "合唱团", kind: "文艺队", ended: true });
    expect(requestOf({ ...ends, endedOn: " 2026.3 " }, team)).toMatchObject({ ended: true, ended_on: "2026.3" });
    // Taken up again, the day goes with it; one that had ended may be no longer known.
    expect(requestOf({ ...ends, ended: false, endedOn: "2026.3" }, team)).not.toHaveProperty("ended_on");
    const over = { ...team, ended: true, ended_on: "2026-03" };
    expect(requestOf(formOf(over, ""), over)).not.toHaveProperty("ended_on");
    expect(requestOf({ ...formOf(over, ""), endedOn: "" }, over)).toMatchObject({ ended_on: "" });
  });

  it("says where a leader is nobody yet", () => {
    expect(Object.keys(wrongOf({ ...formOf(team, ""), leader: { words: "玉", person: null, about: "" } }))).toEqual(["leader"]);
    expect(wrongOf(formOf(null, ""))).toEqual({});
  });

  it("puts the members on paper as they stand", () => {
    const person = { id: "p1", name: "玉罕", sex: "女", birth: "1949-03", age: "77", ethnicity: "", retirement_kind: "", branch: "", unit: "州医院", rank: "", identity: "", phones: "138****4021", state: "在册", cells: {} };
    const member = { id: "m", person, post: "", leads: true, from: "2020-01-01", until: "" };
    const [sheet] = memberSheets({ team, day: "2026-03-05", members: [member, { ...member, leads: false, post: "队员" }], past: [] }, "中心");
    expect(sheet?.heads).toEqual(["中心", "负责人：玉罕", "截至 2026-03-05", "共 2 人"]);
    expect(sheet?.rows.map((row) => [row[4], row[6]])).toEqual([["州医院", "负责人"], ["州医院", "队员"]]);
  });
});
