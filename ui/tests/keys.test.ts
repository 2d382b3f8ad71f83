import { describe, expect, it } from "vitest";
import type { Match } from "@/generated/Match";
import type { Matches } from "@/generated/Matches";
import { whatEnterDoes } from "@/pages/checkin/enter";
import { characterOf, isComposing, rowOfDigit, type Press } from "@/pages/checkin/keys";

const press = (code: string, key: string, more: Partial<Press> = {}): Press => ({
  code,
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

describe("keys at rest", () => {
  it("reads letters and digits by their place, whatever the input method calls them", () => {
    expect(characterOf(press("KeyY", "Process"))).toBe("y");
    expect(characterOf(press("Digit4", "4"))).toBe("4");
    expect(characterOf(press("Numpad7", "7"))).toBe("7");
    expect(characterOf(press("KeyX", "X", { shiftKey: true }))).toBe("X");
  });

  it("leaves commands and signs alone", () => {
    expect(characterOf(press("KeyZ", "z", { ctrlKey: true }))).toBe("");
    expect(characterOf(press("Digit8", "*", { shiftKey: true }))).toBe("");
    expect(characterOf(press("Numpad7", "Home"))).toBe("");
    expect(characterOf(press("Slash", "/"))).toBe("");
  });
});

describe("Enter of an input method", () => {
  it("is never ours", () => {
    expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
  });
});

describe("a digit", () => {
  it("chooses a row while the words hold none", () => {
    expect(rowOfDigit("2", "yw", 3)).toBe(1);
  });

  it("is part of the words when they hold one, when there is no such row, and at the beginning", () => {
    expect(rowOfDigit("2", "40", 3)).toBeNull();
    expect(rowOfDigit("4", "yw", 3)).toBeNull();
    expect(rowOfDigit("0", "yw", 3)).toBeNull();
    expect(rowOfDigit("2", "", 3)).toBeNull();
  });
});

describe("Enter", () => {
  const match = (person: string): Match => ({
    person, name: person, sex: "", birth: "", age: "", ethnicity: "", branch: "", unit: "", today: null, say: null, event: null, exact: false, has_photo: false,
  });
  const matches = (persons: string[], enter: string | null): Matches => ({
    matches: persons.map(match),
    total: persons.length,
    enter,
    refused: null,
    signed: null,
  });

  it("takes the one the server names", () => {
    expect(whatEnterDoes(matches(["a"], "a"), null)).toEqual({ person: "a" });
  });

  it("takes the row somebody chose before the one the server names", () => {
    expect(whatEnterDoes(matches(["a", "b"], "a"), "b")).toEqual({ person: "b" });
  });

  it("checks nobody in when several fit and none was chosen", () => {
    expect(whatEnterDoes(matches(["a", "b"], null), null)).toBe("choose");
  });

  it("does not take a row chosen in an older list", () => {
    expect(whatEnterDoes(matches(["a", "b"], null), "gone")).toBe("choose");
  });

  it("says so when nobody fits", () => {
    expect(whatEnterDoes(matches([], null), null)).toBe("nobody");
  });
});
