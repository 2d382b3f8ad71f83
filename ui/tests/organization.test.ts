import { describe, expect, it } from "vitest";
import type { LifeBranch } from "@/generated/LifeBranch";
import type { Organization } from "@/generated/Organization";
import { kindsOf, stateOf, yearOf } from "@/pages/organization/life";
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
  const kinds = kindsOf([{ kind: "支部委员会", stretches: 12 }, { kind: "党课", stretches: 4 }, { kind: "组织生活会", stretches: 1 }]);
  const branch: LifeBranch = { id: "a", name: "甲支部", held: [[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0], [0]], excused: [[2], [], []] };
  const states = (at: number, year = 2026) => {
    const kind = kinds[at];
    return kind ? Array.from({ length: kind.stretches }, (_, i) => stateOf(branch, kind, i + 1, year, "2026-05-09").slice(0, 1)).join("") : "";
  };

  it("is missing only once its stretch is over", () => {
    expect([states(0), states(1), states(2)]).toEqual(["hemmoooooooo", "mooo", "o"]);
    expect([states(1, 2025), states(2, 2025), states(1, 2027)]).toEqual(["mmmm", "m", "oooo"]);
  });

  it("is shown for the year the address names", () => {
    expect(["2025", "1999", "25", undefined].map((asked) => yearOf(asked, "2026-05-09"))).toEqual([2025, 1999, 2026, 2026]);
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
