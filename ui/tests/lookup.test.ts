import { describe, expect, it } from "vitest";
import type { Matches } from "@/generated/Matches";
import { useLookup } from "@/pages/checkin/lookup";

const answer = (enter: string): Matches => ({ matches: [], total: 0, enter, refused: null, signed: null });

function slowFind() {
  const waiting = new Map<string, (matches: Matches) => void>();
  const failing = new Map<string, (reason: unknown) => void>();
  const find = (words: string) =>
    new Promise<Matches>((resolve, reject) => {
      waiting.set(words, resolve);
      failing.set(words, reject);
    });
  return { find, waiting, failing };
}

describe("looking up while typing", () => {
  it("never lets the answer for older words replace a newer one", async () => {
    const { find, waiting } = slowFind();
    const lookup = useLookup(find);
    lookup.look("y");
    lookup.look("yw");
    waiting.get("yw")?.(answer("new"));
    await lookup.settled();
    waiting.get("y")?.(answer("old"));
    await Promise.resolve();
    expect(lookup.answer.value?.enter).toBe("new");
  });

  it("lets Enter wait for the answer to the words as they are", async () => {
    const { find, waiting } = slowFind();
    const lookup = useLookup(find);
    lookup.look("yw");
    const settled = lookup.settled();
    expect(lookup.looking.value).toBe(true);
    waiting.get("yw")?.(answer("p1"));
    expect((await settled)?.enter).toBe("p1");
    expect(lookup.looking.value).toBe(false);
  });

  it("forgets the answer when the box is emptied, even if it comes later", async () => {
    const { find, waiting } = slowFind();
    const lookup = useLookup(find);
    lookup.look("yw");
    lookup.look("");
    waiting.get("yw")?.(answer("p1"));
    await lookup.settled();
    expect(lookup.answer.value).toBeNull();
    expect(lookup.looking.value).toBe(false);
  });

  it("says what went wrong and checks nobody in", async () => {
    const { find, failing } = slowFind();
    const lookup = useLookup(find);
    lookup.look("yw");
    failing.get("yw")?.({ code: "fault", message: "坏了", fields: [], ref: "r1" });
    expect(await lookup.settled()).toBeNull();
    expect(lookup.error.value?.message).toBe("坏了");
  });
});
