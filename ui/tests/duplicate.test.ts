import { describe, expect, it } from "vitest";
import type { ComparedFact } from "@/generated/ComparedFact";
import { fateOf, mergeOf, takenFields, toChoose } from "@/pages/duplicate/compare";
import { PAGE, pairKey, startOf } from "@/pages/duplicate/paging";

const fact = (field: string, one: string, other: string, more: Partial<ComparedFact> = {}): ComparedFact => ({
  field, label: field, one, other, differs: one !== "" && other !== "" && one !== other, joins: false, ...more,
});

describe("two records side by side", () => {
  const facts = [
    fact("name", "玉罕", "玉　罕"),
    fact("sex", "女", "女"),
    fact("birth", "1949-03", "1949-03-05"),
    fact("phones", "138****5678", "139****0000", { joins: true }),
    fact("identity", "532801********0010", "532801********0010", { differs: true }),
    fact("address", "", "允景洪街道"),
    fact("remark", "腿脚不便", ""),
    fact("state", "在册", "转出"),
    fact("state_since", "", "2025-01"),
  ];

  it("say of each fact what becomes of it, whichever is kept", () => {
    const fates = (kept: "one" | "other") => Object.fromEntries(facts.map((entry) => [entry.field, fateOf(entry, kept)]));
    expect(fates("one")).toEqual({
      name: "choose", sex: "same", birth: "choose", phones: "join", identity: "choose", address: "fill", remark: "keep", state: "choose", state_since: "state",
    });
    expect(fates("other")).toMatchObject({ address: "keep", remark: "fill", phones: "join", state_since: "state" });
  });

  it("take nothing from the other unless somebody says so", () => {
    expect(takenFields(facts, "one", {})).toEqual([]);
    expect(takenFields(facts, "other", {})).toEqual([]);
  });

  it("take what was chosen, and never what joins, is filled or goes with the state", () => {
    const everything = Object.fromEntries(facts.map((entry) => [entry.field, "other" as const]));
    expect(takenFields(facts, "one", everything)).toEqual(["name", "birth", "identity", "state"]);
    expect(takenFields(facts, "other", everything)).toEqual([]);
  });

  it("keep a choice that was made when the other record is kept instead", () => {
    const choices = { birth: "other" as const };
    const pair = { one: "a", other: "b" };
    expect(mergeOf(pair, facts, "one", choices)).toEqual({ kept: "a", gone: "b", take: ["birth"] });
    expect(mergeOf(pair, facts, "other", choices)).toEqual({ kept: "b", gone: "a", take: [] });
    expect(mergeOf(pair, facts, "other", { birth: "one" })).toEqual({ kept: "b", gone: "a", take: ["birth"] });
  });

  it("ask only about facts that both know differently", () => {
    expect(toChoose(facts, "one").map((entry) => entry.field)).toEqual(["name", "birth", "identity", "state"]);
  });
});

describe("pages of pairs", () => {
  it("never begin beyond the last pair", () => {
    expect(startOf(0, 0)).toBe(0);
    expect(startOf(PAGE, PAGE)).toBe(0);
    expect(startOf(PAGE, PAGE + 1)).toBe(PAGE);
    expect(startOf(-PAGE, 120)).toBe(0);
    expect(startOf(500, 120)).toBe(2 * PAGE);
  });

  it("know a pair by its two records, in any order", () => {
    expect(pairKey("b", "a")).toBe(pairKey("a", "b"));
    expect(pairKey("a", "b")).not.toBe(pairKey("a", "c"));
  });
});
