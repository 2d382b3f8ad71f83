import { fireEvent, render, screen as shown } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, type EffectScope } from "vue";
import { endSession, sessionToken } from "@/api/session";
import { openScreen, takeHandedScreen } from "@/frame/openScreen";
import { SETTLE } from "@/pages/checkin/settle";
import { FORGOTTEN, useEntry } from "@/pages/self_service/entry";
import { grouped, LONGEST, shownParts } from "@/pages/self_service/number";
import { SHOWN, useScreen } from "@/pages/self_service/screen";
import SelfServicePage from "@/pages/self_service/SelfServicePage.vue";
import { fakePlatform, refusal } from "./fakePlatform";

const IDENTITY = "53282219490305118X";

let scope: EffectScope;
const within = <T>(work: () => T): T => scope.run(work) as T;

beforeEach(() => {
  vi.useFakeTimers();
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  endSession();
  vi.useRealTimers();
});

/** Adds each character with that gap before it and answers the time of the last. */
function type(add: (char: string, at: number) => void, chars: string, gap: number, from = 1000): number {
  let at = from;
  for (const char of chars) {
    at += gap;
    add(char, at);
  }
  return at;
}

describe("a number on the open screen", () => {
  it("is cut as it is read out", () => {
    expect(grouped("1388765402")).toEqual(["138", "8765", "402"]);
    expect(grouped("532822194903051")).toEqual(["532822", "1949", "0305", "1"]);
    expect(grouped("2000")).toEqual(["2000"]);
    expect(grouped("")).toEqual([]);
  });

  it("is partly hidden once it is a whole telephone number or ID", () => {
    expect(shownParts("13887654021").join(" ")).toBe("138 **** 4021");
    expect(shownParts(IDENTITY).join(" ")).toBe("532822 **** **** 118X");
    expect(shownParts("1388765402").join(" ")).toBe("138 8765 402");
  });
});

describe("putting in a number", () => {
  function entry() {
    const taken: string[] = [];
    return { taken, ...within(() => useEntry((number) => taken.push(number))) };
  }

  it("collects digits and X, and nothing else", () => {
    const { number, add, erase } = entry();
    type(add, "53a-x", 90);
    expect(number.value).toBe("53X");
    erase();
    expect(number.value).toBe("53");
    type(add, "0".repeat(40), 90);
    expect(number.value).toHaveLength(LONGEST);
  });

  it("takes a whole ID without Enter, and a telephone number with it", () => {
    const { number, taken, add, enter } = entry();
    const at = type(add, "13887654021", 90);
    vi.advanceTimersByTime(SETTLE);
    expect(taken).toEqual([]);
    enter(at + 200);
    type(add, IDENTITY.toLowerCase(), 90);
    expect(taken).toEqual(["13887654021"]);
    vi.advanceTimersByTime(SETTLE);
    expect(taken).toEqual(["13887654021", IDENTITY]);
    expect(number.value).toBe("");
  });

  it("takes a longer card whole though its beginning looks like an ID", () => {
    const { taken, add, enter } = entry();
    const at = type(add, "20000000000000000123", 8);
    enter(at + 8);
    vi.advanceTimersByTime(SETTLE);
    expect(taken).toEqual(["20000000000000000123"]);
  });

  it("keeps what somebody left standing out of a scan", () => {
    const { taken, add, enter } = entry();
    const left = type(add, "53", 120);
    const at = type(add, IDENTITY, 8, left + 2000);
    vi.advanceTimersByTime(SETTLE);
    expect(taken).toEqual([IDENTITY]);
    enter(at + 8);
    expect(taken).toEqual([IDENTITY]);
  });

  it("does not send what is plainly not whole, but says so and keeps it", () => {
    const { number, short, taken, add, enter } = entry();
    enter(type(add, "4021", 90) + 200);
    expect([taken, short.value, number.value]).toEqual([[], true, "4021"]);
    add("1", 9000);
    expect(short.value).toBe(false);
  });

  it("forgets the digits of somebody who walked away", () => {
    const { number, add } = entry();
    add("1", 1000);
    vi.advanceTimersByTime(FORGOTTEN - 1);
    add("3", 1000 + FORGOTTEN);
    vi.advanceTimersByTime(FORGOTTEN - 1);
    expect(number.value).toBe("13");
    vi.advanceTimersByTime(1);
    expect(number.value).toBe("");
  });
});

describe("the open screen", () => {
  const welcome = { name: "岩*", at: "09:12", repeat: false, visits_this_year: 3 };
  const settled = () => vi.advanceTimersByTimeAsync(0);

  function scan(screen: ReturnType<typeof useScreen>, code: string, from: number) {
    screen.enter(type(screen.press, code, 8, from) + 8);
    return settled();
  }

  it("greets for six seconds, or until the next person begins", async () => {
    fakePlatform({ "self_service.check_in": () => welcome });
    const screen = within(useScreen);
    await scan(screen, "2000012345", 1000);
    expect(screen.outcome.value).toMatchObject({ tone: "good", title: "岩*同志，您好", line: "签到成功" });
    await vi.advanceTimersByTimeAsync(SHOWN);
    expect(screen.outcome.value).toBeNull();
    await scan(screen, "2000012346", 9000);
    screen.press("7", 12_000);
    expect([screen.outcome.value, screen.number.value]).toEqual([null, "7"]);
  });

  it("asks once for a card that is held, and goes on greeting", async () => {
    const fake = fakePlatform({ "self_service.check_in": () => welcome });
    const screen = within(useScreen);
    await scan(screen, "2000012345", 1000);
    await scan(screen, "2000012345", 3000);
    expect(fake.of("self_service.check_in")).toHaveLength(1);
    expect(screen.outcome.value?.tone).toBe("good");
  });

  it("does not let the late Enter of a scanner take the greeting away", async () => {
    fakePlatform({ "self_service.check_in": () => welcome });
    const screen = within(useScreen);
    const at = type(screen.press, IDENTITY, 8);
    await vi.advanceTimersByTimeAsync(SETTLE);
    screen.enter(at + 400);
    expect(screen.outcome.value).not.toBeNull();
    screen.enter(at + 2000);
    expect(screen.outcome.value).toBeNull();
  });

  it("waits as long as the server says and takes nothing meanwhile", async () => {
    const fake = fakePlatform({
      "self_service.check_in": () => {
        throw { ...refusal("locked_out", "请稍等片刻再试，或到前台办理。"), detail: { seconds: 30 } };
      },
    });
    const screen = within(useScreen);
    await scan(screen, "2000012345", 1000);
    expect(screen.waiting.value).toBe(30);
    await scan(screen, "2000012346", 2000);
    expect(fake.of("self_service.check_in")).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(screen.waiting.value).toBe(20);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(screen.waiting.value).toBe(0);
    await scan(screen, "2000012345", 40_000);
    expect(fake.of("self_service.check_in")).toHaveLength(2);
  });

  it("ends with its session, without asking anything else", async () => {
    const fake = fakePlatform({
      "self_service.check_in": () => {
        throw refusal("forbidden", "已锁定，请先登录。");
      },
    });
    window.__openScreen = "handed";
    takeHandedScreen();
    expect([sessionToken(), openScreen.value !== null, "__openScreen" in window]).toEqual(["handed", true, false]);
    const screen = within(useScreen);
    await scan(screen, "2000012345", 1000);
    expect([sessionToken(), openScreen.value, screen.outcome.value]).toEqual([null, null, null]);
    expect(fake.of("system.status")).toHaveLength(0);
  });
});

describe("the page of the open screen", () => {
  function page(answers: Parameters<typeof fakePlatform>[0] = {}) {
    const fake = fakePlatform(answers);
    render(SelfServicePage, { props: { screen: { centre: "中心", purpose: "书屋" } } });
    return fake;
  }
  const password = () => shown.queryByLabelText("操作员密码");

  it("lets commands of the browser do nothing, but a reload", async () => {
    page();
    const prevented = (init: KeyboardEventInit) => {
      const event = new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(prevented({ key: "F1" })).toBe(true);
    expect(prevented({ key: "p", code: "KeyP", ctrlKey: true })).toBe(true);
    expect(prevented({ key: "ArrowLeft", altKey: true })).toBe(true);
    expect(prevented({ key: "F5" })).toBe(false);
    expect(prevented({ key: "r", code: "KeyR", ctrlKey: true })).toBe(false);
  });

  it("takes a key that is held down once", async () => {
    page();
    for (const repeat of [false, true, true]) await fireEvent.keyDown(document.body, { key: "7", code: "Digit7", repeat });
    expect(shown.getByTestId("number")).toHaveTextContent(/^7$/);
  });

  it("leaves the way out by itself when nobody goes it", async () => {
    page();
    await fireEvent.keyDown(document.body, { key: "Escape" });
    expect(password()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(password()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(password()).toBeNull();
  });

  it("says it is over while the program closes its window", async () => {
    const fake = page({ "self_service.end": () => null });
    await fireEvent.keyDown(document.body, { key: "Escape" });
    await fireEvent.update(password() as HTMLElement, "qiantai-2026");
    await fireEvent.click(shown.getByRole("button", { name: /退出自助/ }));
    await vi.advanceTimersByTimeAsync(0);
    expect(fake.of("self_service.end")).toHaveLength(1);
    expect(shown.getByText("自助签到已结束，请到前台办理。")).toBeVisible();
  });
});
