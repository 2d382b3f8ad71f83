import { describe, expect, it, vi } from "vitest";
import { ref } from "vue";
import type { Matches } from "@/generated/Matches";
import { usePicking } from "@/pages/checkin/picking";
import { fakePlatform } from "./fakePlatform";

const nobody = (refused: string | null): Matches => ({ matches: [], total: 0, enter: null, refused, signed: null });

describe("one scan after another", () => {
  it("is each heard, also where they lead nowhere for the same reason", async () => {
    fakePlatform({ "checkin.find": () => nobody("这是另一场活动的码。") });
    const words = ref("");
    const taken = vi.fn();
    const box = usePicking(words, taken, { scans: true });
    for (const code of ["770000000001", "770000000002"]) {
      box.setWords(code);
      await box.enter();
      expect(words.value, "the box is ready for the next").toBe("");
    }
    expect(box.misses.value).toBe(2);
    expect(box.asked.value).toBe("这是另一场活动的码。");
    expect(taken).not.toHaveBeenCalled();
  });

  it("comes back into the box where nobody has the number, to be mended", async () => {
    fakePlatform({ "checkin.find": () => nobody(null) });
    const words = ref("");
    const box = usePicking(words, vi.fn(), { scans: true });
    box.setWords("13800000000");
    await box.enter();
    expect(words.value).toBe("13800000000");
    expect([box.misses.value, box.returned.value]).toEqual([1, 1]);
    expect(box.asked.value).toContain("没有找到");
  });

  it("does not reach the list of another event whose page was opened meanwhile", async () => {
    let answer: (found: Matches) => void = () => undefined;
    fakePlatform({ "checkin.find": ({ words }) => (words.length < 12 ? nobody(null) : new Promise((done) => (answer = done))) });
    const event = ref("a");
    const taken = vi.fn();
    const box = usePicking(ref("770000000001"), taken, { event: () => event.value, scans: true });
    const done = box.enter();
    await vi.waitFor(() => expect(answer.length).toBe(1));
    event.value = "b";
    answer({ ...nobody(null), enter: "p1", matches: [{ person: "p1" } as Matches["matches"][number]], total: 1, signed: "a" });
    await done;
    expect(taken).not.toHaveBeenCalled();
    expect(box.asked.value).toContain("另一场活动的页面");
  });
});
