import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

type Answer = "wakes" | "refuses" | "hangs" | "none";

/** A computer as its browser shows it. `outputs`: what is connected; undefined where the browser does not tell. */
async function computer(audio: Answer, outputs?: number, touched: "touched" | "fresh" | "untold" = "touched") {
  class Audio {
    state = "suspended";
    currentTime = 0;
    resume() {
      if (audio === "refuses") return Promise.reject(new Error("no"));
      return audio === "wakes" ? Promise.resolve() : new Promise(() => undefined);
    }
    createGain = () => ({ gain: { setValueAtTime: vi.fn(), exponentialRampToValueAtTime: vi.fn() }, connect: () => undefined });
    createOscillator = () => ({ frequency: { value: 0 }, connect: (next: unknown) => next, start: vi.fn(), stop: vi.fn() });
  }
  Object.assign(Audio.prototype, outputs === undefined ? {} : { setSinkId: () => undefined });
  if (audio !== "none") vi.stubGlobal("AudioContext", Audio);
  const devices = [{ kind: "videoinput" }, ...Array.from({ length: outputs ?? 0 }, () => ({ kind: "audiooutput" }))];
  vi.stubGlobal("navigator", {
    mediaDevices: { enumerateDevices: () => Promise.resolve(devices) },
    userActivation: touched === "untold" ? undefined : { hasBeenActive: touched === "touched" },
  });
  vi.resetModules();
  const sound = await import("@/lib/sound");
  const settled = () => vi.advanceTimersByTimeAsync(sound.WAKES);
  async function check() {
    void sound.checkSound();
    await settled();
    return sound.canSound.value;
  }
  async function play() {
    sound.play("good");
    await settled();
    return sound.canSound.value;
  }
  return { check, play };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("whether this computer makes sounds", () => {
  it("is yes where it wakes and something to hear with is connected", async () => {
    const { check, play } = await computer("wakes", 1);
    expect(await check()).toBe(true);
    expect(await play()).toBe(true);
  });

  it("is no without any way to make them", async () => {
    const { check, play } = await computer("none");
    expect(await check()).toBe(false);
    expect(await play()).toBe(false);
  });

  it("is no where nothing to hear with is connected", async () => {
    const { check } = await computer("wakes", 0);
    expect(await check()).toBe(false);
  });

  it("is no where it never wakes, or refuses to", async () => {
    expect(await (await computer("hangs", 1)).check()).toBe(false);
    expect(await (await computer("refuses")).check()).toBe(false);
  });

  it("does not depend on the list of devices where the browser does not give one", async () => {
    expect(await (await computer("wakes")).check()).toBe(true);
  });

  it("is not known before anybody touched the page, and that is no failure", async () => {
    const { check, play } = await computer("hangs", 1, "fresh");
    expect(await check()).toBeNull();
    expect(await play()).toBeNull();
  });

  it("is not known where the browser does not tell, until a sound fails", async () => {
    const { check, play } = await computer("hangs", 1, "untold");
    expect(await check()).toBeNull();
    expect(await play()).toBe(false);
  });
});
