import { describe, expect, it } from "vitest";
import { countOf, sayOf, wrongOf } from "@/pages/event/count";

const form = (total: string, in_service = "", others = "") => ({ total, in_service, public: others });

describe("everybody in the room", () => {
  it("is typed in digits, full-width ones too, and the kinds may be left empty", () => {
    expect(wrongOf(form("86"))).toEqual({});
    expect(Object.keys(wrongOf(form(" ")))).toEqual(["total"]);
    expect(Object.keys(wrongOf(form("很多", "x", "-1")))).toEqual(["total", "in_service", "public"]);
    expect(countOf(form("８６", " 4 "))).toEqual({ total: 86, in_service: 4, public: 0 });
  });

  it("adds those who stand nowhere yet, the rest of them 老干部", () => {
    expect(sayOf(form("86", "4", "10"), 2)).toBe("将补记 84 人次（老干部 70、在职 4、群众 10）");
    expect(sayOf(form("2"), 2)).toBe("已登记的正好这么多，不用补记。");
  });

  it("is said not to fit, and nothing while it cannot be read", () => {
    expect(sayOf(form("1"), 2)).toBe("比已登记的少 1 人，请再数一次。");
    expect(sayOf(form("5", "2", "2"), 2)).toBe("还没登记的只有 3 人。");
    expect([sayOf(form(""), 2), sayOf(form("x"), 2), sayOf(form("5", "y"), 2)]).toEqual(["", "", ""]);
  });
});
