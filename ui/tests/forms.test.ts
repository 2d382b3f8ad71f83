import { describe, expect, it } from "vitest";
import type { FieldInfo } from "@/generated/FieldInfo";
import { change, figure } from "@/lib/figures";
import { placeErrors } from "@/lib/fieldErrors";
import { centreTime, longDay, momentOf, recentOf, timeOf } from "@/lib/when";
import { filterOf } from "@/pages/person/filters";
import { changedFacts, editable, mayOverrule } from "@/pages/person/form";
import { checkNewPassword } from "@/pages/session/password";
import { toCommandError } from "@/platform/error";
import { refusal } from "./fakePlatform";

const field = (key: string, more: Partial<FieldInfo> = {}): FieldInfo => ({
  key, label: key, kind: "text", section: "basic", options: [], masked: false, ...more,
});

describe("errors of a form", () => {
  const error = toCommandError(
    refusal("invalid", "两处不对", [
      { path: "facts.birth", code: "date", message: "日期看不懂" },
      { path: "facts.unknown", code: "x", message: "别处不对" },
    ]),
  );

  it("stand beside the field they are about; the rest stand above", () => {
    expect(placeErrors(error, ["birth", "name"])).toEqual({ beside: { birth: "日期看不懂" }, above: ["别处不对"] });
  });

  it("that name no field stand above whole", () => {
    const plain = toCommandError(refusal("conflict", "已被别人改过"));
    expect(placeErrors(plain, ["birth"])).toEqual({ beside: {}, above: ["已被别人改过"] });
  });

  it("do not take a field for another whose name ends alike", () => {
    const other = toCommandError(refusal("invalid", "", [{ path: "facts.former_name", code: "x", message: "曾用名不对" }]));
    expect(placeErrors(other, ["name"]).beside).toEqual({});
  });
});

describe("saving a person", () => {
  const fields = [field("name"), field("birth"), field("identity", { masked: true }), field("state"), field("state_since")];

  it("sends only what was changed, and an empty text to clear", () => {
    expect(changedFacts(fields, { name: "玉香", birth: "1949" }, { name: "玉香", birth: "" })).toEqual({ birth: "" });
  });

  it("leaves a masked number alone unless it is typed anew", () => {
    expect(changedFacts(fields, { identity: "" }, { identity: "" })).toEqual({});
    expect(changedFacts(fields, { identity: "" }, { identity: " 53 " })).toEqual({ identity: "53" });
  });

  it("never writes the state by hand", () => {
    expect(editable(fields).map((entry) => entry.key)).toEqual(["name", "birth", "identity"]);
  });

  it("may be overruled with a reason only where every refusal allows it", () => {
    const wrong = { path: "facts.identity", code: "check_digit", message: "" };
    const date = { path: "facts.birth", code: "date", message: "" };
    expect(mayOverrule(toCommandError(refusal("invalid", "", [wrong])))).toBe(true);
    expect(mayOverrule(toCommandError(refusal("invalid", "", [wrong, date])))).toBe(false);
    expect(mayOverrule(null)).toBe(false);
  });
});

describe("filters in the address", () => {
  it("tell 未填 from no condition, and forget empty words", () => {
    expect(filterOf({ sex: "", words: " ", branch: "b1", other: "x" })).toEqual({ sex: "", branch: "b1" });
  });
});

describe("a new password", () => {
  it("is long enough and typed twice alike", () => {
    expect(checkNewPassword("1234567", "1234567").password).toBeTruthy();
    expect(checkNewPassword("一二三四五六七八", "一二三四五六七八")).toEqual({});
    expect(checkNewPassword("12345678", "12345679").again).toBeTruthy();
  });
});

describe("dates and times", () => {
  it("are the centre's own, whatever this computer thinks", () => {
    expect(timeOf("2026-03-05T00:05:00+08:00")).toBe("00:05");
    expect(momentOf("2026-03-05T14:26:00+08:00")).toBe("2026-03-05 14:26");
    expect(centreTime(Date.parse("2026-03-05T16:30:00Z"))).toEqual({ day: "2026-03-06", time: "00:30" });
  });

  it("are said with the weekday", () => {
    expect(longDay("2026-03-05")).toBe("3月5日 星期四");
  });

  it("say the day only when it is another", () => {
    expect(recentOf("2026-03-05T14:00:00+08:00", "2026-03-05")).toBe("14:00");
    expect(recentOf("2026-03-04T14:00:00+08:00", "2026-03-05")).toBe("03-04 14:00");
  });

  it("leave a partial date as it is", () => {
    expect(momentOf("1949-03")).toBe("1949-03");
  });
});

describe("figures", () => {
  it("stand with thousands apart and a true minus", () => {
    expect(figure(41000)).toBe("41,000");
    expect(change(332, 351)).toBe("−19");
    expect(change(85, 64)).toBe("+21");
    expect(change(5, 5)).toBe("0");
    expect(change(5, null)).toBe("—");
  });
});
