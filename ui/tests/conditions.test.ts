import { describe, expect, it } from "vitest";
import type { FieldInfo } from "@/generated/FieldInfo";
import { columnsOf, writtenColumns } from "@/pages/person/columns";
import { conditionsOf, filterOf, written } from "@/pages/person/filters";
import { testsOf, wantsValue } from "@/pages/person/tests";
import { percent, ranges } from "@/pages/dates/lists";

const field = (over: Partial<FieldInfo>): FieldInfo => ({ key: "health", label: "", kind: "text", section: "care", options: [], masked: false, ...over });

describe("conditions on any fact", () => {
  it("stand in the address and come back out of it", () => {
    const also = [
      { field: "birth", test: "age_from", value: "80" },
      { field: "address", test: "has", value: "100%: 路" },
      { field: "health", test: "missing", value: "" },
      { field: "own.血型", test: "is", value: "O 型" },
      { field: "own.比例:1,50%:has:x", test: "has", value: "a:b" },
    ];
    expect(conditionsOf(written(also))).toEqual(also);
    expect(filterOf({ also: "birth:age_from:80" })).toEqual({ also: [also[0]] });
    expect(filterOf({ also: ["nonsense", "::"] })).toEqual({});
  });

  it("of the centre's own are columns of an address too", () => {
    const columns = ["name", "own.血型", "own.比例:1,50%"];
    expect(columnsOf({ cols: writtenColumns(columns) ?? "" })).toEqual(columns);
    expect(columnsOf({ cols: "name,own.%E0%A4%A" })).toEqual(["name", "own.%E0%A4%A"]);
  });

  it("are those of the fact's kind", () => {
    expect(testsOf(field({ key: "birth", kind: "date" }), false)[0]).toBe("age_from");
    expect(testsOf(field({ kind: "date" }), false)).not.toContain("has");
    expect(testsOf(field({ kind: "code", options: ["男", "女"] }), false)[0]).toBe("is");
    expect(testsOf(field({ kind: "phones", masked: true }), false)).toEqual(["known", "missing"]);
    expect(testsOf(field({ kind: "phones", masked: true }), true)).toContain("begins");
    expect(wantsValue("missing")).toBe(false);
  });
});

describe("lists by date", () => {
  it("know the days that are often asked for", () => {
    const all = ranges("2026-12-05");
    expect(all.thisMonth).toEqual(["2026-12-01", "2026-12-31"]);
    expect(all.nextMonth).toEqual(["2027-01-01", "2027-01-31"]);
    expect(all.month30).toEqual(["2026-12-05", "2027-01-03"]);
  });

  it("never call complete what lacks one", () => {
    expect(percent(9_999, 10_000)).toBe("99.9%");
    expect(percent(3, 3)).toBe("100%");
    expect(percent(0, 0)).toBe("—");
  });
});
