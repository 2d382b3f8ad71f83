import { expect, test } from "./rig";
import { scan } from "./scanner";

declare global {
  interface Window {
    __said?: string[];
  }
}

// The voice is the system's own, and there is none in a browser without a screen: this stands in its place and keeps what it is
// given to say.
const VOICE = () => {
  const voice = { name: "婷婷", lang: "zh-CN", default: true, localService: true, voiceURI: "tingting" };
  window.__said = [];
  class Words {
    voice: unknown = null;
    lang = "";
    rate = 1;
    constructor(readonly text: string) {}
  }
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Words });
  const events = new EventTarget();
  Object.defineProperty(window, "speechSynthesis", {
    value: Object.assign(events, {
      getVoices: () => [voice],
      cancel: () => undefined,
      speak: (words: Words) => {
        if (words.voice === voice) window.__said?.push(words.text);
      },
    }),
  });
};

test("whoever comes in is greeted aloud where the computer is told to, and only there", async ({ page, centre, logIn }) => {
  await page.addInitScript(VOICE);
  await centre.addPerson({ name: "岩温罕", card: "2000012345" });
  await centre.addPerson({ name: "玉罕", card: "2000012346" });
  const said = () => page.evaluate(() => window.__said);
  await logIn();
  await scan(page, "2000012345");
  await expect(page.getByTestId("band")).toContainText("岩温罕 同志，欢迎您");
  expect(await said(), "off until somebody wants it").toEqual([]);

  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "设置" }).click();
  await page.getByRole("link", { name: "声音与朗读" }).click();
  await expect(page.getByText("使用系统语音：婷婷")).toBeVisible();
  await page.getByLabel("签到成功时念出“某某同志，欢迎您”（只对这台电脑）").check();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "签到台" }).click();
  await expect(page.getByText("请刷卡或扫码")).toBeVisible();
  await scan(page, "2000012346");
  await expect(page.getByTestId("band")).toContainText("玉罕 同志，欢迎您");
  expect((await said())?.at(-1)).toBe("玉罕 同志，欢迎您");

  // Nobody is greeted twice, and nobody whose card is unknown.
  const before = (await said())?.length;
  await scan(page, "2000099999");
  await expect(page.getByText("这张卡还没有登记（尾号 9999）")).toBeVisible();
  expect((await said())?.length).toBe(before);
});
