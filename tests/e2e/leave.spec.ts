import type { Page } from "@playwright/test";
import { CENTRE } from "./program";
import { expect, test } from "./rig";
import { scan } from "./scanner";

/** Types as a person does; without pauses it would be a scanner. */
const type = (page: Page, keys: string) => page.keyboard.type(keys, { delay: 70 });
const band = (page: Page) => page.getByTestId("band");
const BRANCH = "财贸离退休党支部";

test.beforeEach(async ({ centre, logIn }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03", card: "2000012345", branch: BRANCH });
  await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11", unit: "景洪市供销社" });
  await logIn();
});

const noteWhoLeaves = (on: boolean) => ({ name: CENTRE, region: "景洪市", visits_per_purpose: false, check_out: on, card_years: 0, ask_facts: false });

test("who leaves is noted only where the centre says so", async ({ page, accessible }) => {
  await type(page, "ywh");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("visits")).toHaveText("1");
  await expect(page.getByRole("button", { name: /离馆/ })).toHaveCount(0);
  await expect(page.getByRole("banner")).not.toContainText("在馆");

  await page.getByRole("link", { name: "设置" }).click();
  await page.getByLabel("登记离馆，显示在馆人数和在馆名单").check();
  await accessible(page);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("1 在馆");

  await page.getByRole("link", { name: "签到台" }).click();
  await expect(page.getByTestId("inside")).toHaveText("1");
  await expect(page.getByRole("button", { name: "登记 岩温罕 离馆" })).toBeVisible();
});

test("what changed before the page listened is shown once it listens", async ({ page, centre, logIn }) => {
  await page.keyboard.press("Control+l");
  let listen: () => void = () => undefined;
  const held = new Promise<void>((go) => (listen = go));
  await page.route("**/events", async (route) => {
    await held;
    await route.continue();
  });
  await logIn();
  await expect(page.getByTestId("visits")).toHaveText("0");
  await centre.call("checkin.group", { name: "市卫健局", heads: { retired: 0, in_service: 12, public: 0 } });
  await expect(page.getByTestId("visits")).toHaveText("0");
  listen();
  await expect(page.getByTestId("visits")).toHaveText("12");
});

test("people leave, are still there after all, and come back, and are counted once", async ({ page, centre, accessible }) => {
  await centre.call("centre.save", noteWhoLeaves(true));
  await type(page, "ywh");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("inside")).toHaveText("1");

  await page.getByRole("button", { name: "登记 岩温罕 离馆" }).click();
  await expect(band(page)).toContainText("岩温罕 已离馆");
  await expect(page.getByText(/^\d\d:\d\d 离馆 · 停留 \d+分$/)).toHaveCount(2);
  await expect(page.getByTestId("inside")).toHaveText("0");
  await expect(page.getByTestId("visits")).toHaveText("1");
  await accessible(page);

  await page.getByRole("button", { name: "岩温罕 还在馆" }).click();
  await expect(band(page)).toContainText("已取消离馆登记");
  await expect(page.getByTestId("inside")).toHaveText("1");

  // Ctrl+Z takes back the leaving, not the visit before it.
  await page.getByRole("button", { name: "登记 岩温罕 离馆" }).click();
  await expect(page.getByTestId("inside")).toHaveText("0");
  await page.keyboard.press("Control+z");
  await expect(band(page)).toContainText("已取消离馆登记");
  await expect(page.getByTestId("inside")).toHaveText("1");
  await expect(page.getByTestId("visits")).toHaveText("1");

  await page.getByRole("button", { name: "登记 岩温罕 离馆" }).click();
  await expect(page.getByTestId("inside")).toHaveText("0");
  await type(page, "ywh");
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("岩温罕 同志，欢迎回来");
  await expect(band(page)).toContainText("已签到，不重复计数");
  await expect(page.getByTestId("inside")).toHaveText("1");
  await expect(page.getByTestId("visits")).toHaveText("1");
  await expect(page.getByTestId("persons")).toHaveText("1");
});

test("the list of who is inside leaves the scanner alone and is printed with a box for each head", async ({ page, centre, accessible }) => {
  await centre.call("centre.save", noteWhoLeaves(true));
  await centre.call("checkin.group", { name: "市卫健局", heads: { retired: 0, in_service: 12, public: 0 } });
  const { matches } = await centre.call("checkin.find", { words: "刀建国" });
  await centre.call("checkin.person", { person: matches[0]?.person ?? "" });

  await page.getByRole("button", { name: "在馆 13 人，打开在馆名单" }).press("Enter");
  const list = page.getByRole("region", { name: "在馆名单" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await expect(list).toContainText("13 人");
  await expect(list).toContainText("景洪市供销社");
  await accessible(page);

  // The focus is still on the button; the card is checked in all the same.
  await scan(page, "2000012345");
  await expect(band(page)).toContainText("岩温罕 同志，欢迎您");
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await expect(list).toContainText(BRANCH);

  await page.evaluate(() => (window.print = () => undefined));
  await list.getByRole("button", { name: "打印点名单" }).click();
  const roll = page.getByTestId("roll");
  await expect(roll).toContainText("在馆共 14 人");
  await expect(roll).toContainText("打印时间");
  await expect(roll.locator(".box")).toHaveCount(14);

  await list.getByRole("button", { name: "登记 市卫健局 离馆" }).click();
  await expect(page.getByTestId("inside")).toHaveText("2");
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
});

test("nothing of it is cut off in the largest type", async ({ page, centre, accessible }) => {
  await centre.call("centre.save", noteWhoLeaves(true));
  await type(page, "ywh");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("inside")).toHaveText("1");
  await page.getByRole("link", { name: "设置" }).click();
  await page.getByRole("navigation", { name: "设置" }).getByRole("link", { name: "字号" }).click();
  await page.getByRole("button", { name: "200%" }).click();
  await page.getByRole("link", { name: "签到台" }).click();
  await page.getByRole("button", { name: "在馆 1 人，打开在馆名单" }).click();
  await expect(page.getByRole("region", { name: "在馆名单" })).toBeVisible();
  await accessible(page);
  const beyond = await page.evaluate(() => {
    const main = document.querySelector("main");
    return Math.max(document.documentElement.scrollWidth - window.innerWidth, main ? main.scrollWidth - main.clientWidth : 0);
  });
  expect(beyond).toBe(0);
});
