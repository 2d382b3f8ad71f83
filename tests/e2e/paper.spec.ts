import type { Page } from "@playwright/test";
import { expect, test } from "./rig";

const keys = (page: Page) => ({
  type: (words: string) => page.keyboard.type(words, { delay: 40 }),
  enter: () => page.keyboard.press("Enter"),
});

/** Two days back: whatever the hour of the test, every hour of it is over. */
const DAY = new Date(Date.now() + 8 * 3_600_000 - 2 * 86_400_000).toISOString().slice(0, 10);

test.beforeEach(async ({ centre, logIn }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11", card: "2000012345" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1951-02" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1955-08" });
  await logIn();
});

test("a sheet is entered by keyboard alone, with a wrong time, a guest and somebody who stood there", async ({ page, centre, accessible }) => {
  const { matches } = await centre.call("checkin.find", { words: "刀建国" });
  await centre.call("checkin.person", { person: matches[0]?.person ?? "", at: `${DAY}T09:00` });
  const { type, enter } = keys(page);
  await page.keyboard.press("F8");
  await expect(page.getByRole("heading", { level: 1, name: "补录" })).toBeVisible();
  await expect(page.getByLabel("日期")).toBeFocused();
  await page.keyboard.press("Control+a");
  await type(DAY.slice(5).replace("-", ""));
  await enter();

  // A wrong time, and who is the only one that fits.
  await expect(page.getByLabel("第 1 行时间")).toBeFocused();
  await type("2910");
  await enter();
  await type("ywh");
  await enter();
  await expect(page.getByLabel("第 1 行姓名或编号")).toHaveValue("岩温罕");
  await expect(page.getByLabel("第 1 行用途")).toBeFocused();
  await enter();

  // Two of one name: a row must be chosen.
  await type("0915");
  await enter();
  await page.keyboard.insertText("玉罕");
  await enter();
  await expect(page.getByRole("alert")).toContainText("有 2 位相符");
  await accessible(page);
  await page.keyboard.press("2");
  await expect(page.getByLabel("第 2 行用途")).toBeFocused();
  await enter();

  // Stood there already; the time as above; by card.
  await enter();
  await page.keyboard.type("2000012345");
  await enter();
  await expect(page.getByLabel("第 3 行姓名或编号")).toHaveValue("刀建国");
  await enter();

  // Nobody of that name: a guest, once it is said.
  await type("0930");
  await enter();
  await page.keyboard.insertText("王某某");
  await enter();
  await expect(page.getByRole("alert")).toContainText("再按 Enter 记为来宾");
  await enter();
  await expect(page.getByRole("listitem").filter({ hasText: "来宾" })).toBeVisible();
  await enter();
  await expect(page.getByText("已填 4 行")).toBeVisible();

  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("有 1 行需要改，还没有补录。填好的都在。")).toBeVisible();
  await expect(page.getByLabel("第 1 行时间")).toBeFocused();
  await expect(page.getByText("时间请写成 0910 或 9:10。")).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Control+a");
  await type("0910");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("paper-done")).toHaveText("补录 3 人次，1 行原已签到");
  await accessible(page);
  const day = await centre.call("checkin.day", { day: DAY });
  expect(day.visits).toBe(4);
  expect(day.stream.map((line) => `${line.at} ${line.name}`).sort()).toEqual(["09:00 刀建国", "09:10 岩温罕", "09:15 玉罕", "09:30 王某某"]);

  // One step takes all of it back.
  await expect(page.getByRole("button", { name: "再录一张" })).toBeFocused();
  await page.getByRole("button", { name: "撤销这次补录" }).press("Enter");
  await expect(page.getByText("已撤销，共 3 条。")).toBeVisible();
  expect((await centre.call("checkin.day", { day: DAY })).visits).toBe(1);
});

test("what was typed outlives the page, and lines of today say that they were entered afterwards", async ({ page }) => {
  const { type, enter } = keys(page);
  await page.getByRole("button", { name: /^补录/ }).click();
  await expect(page.getByLabel("日期")).toBeFocused();
  await enter();
  await type("0000");
  await enter();
  await type("ywh");
  await enter();
  await expect(page.getByLabel("第 1 行用途")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByText("请刷卡或扫码")).toBeVisible();
  await page.keyboard.press("F8");
  await expect(page.getByLabel("第 1 行姓名或编号")).toHaveValue("岩温罕");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("paper-done")).toHaveText("补录 1 人次，0 行原已签到");
  await page.keyboard.press("Escape");
  const line = page.getByRole("list", { name: "今日签到" }).getByRole("listitem");
  await expect(line).toContainText("补录");
  await expect(page.getByTestId("visits")).toHaveText("1");
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("visits")).toHaveText("0");
});

test("a sheet of an event says which guests, how many, and when they left", async ({ page, centre, accessible }) => {
  await centre.call("centre.save", { name: "景洪市离退休干部党群服务中心", region: "", visits_per_purpose: false, check_out: true, card_years: 0, ask_facts: true });
  const event = await centre.call("event.save", { name: "党史宣讲", kind: "讲坛讲座", day: DAY, from: "09:00", to: "11:00", cancelled: false });
  const { type, enter } = keys(page);
  await page.keyboard.press("F8");
  await expect(page.getByLabel("日期")).toBeFocused();
  await page.keyboard.press("Control+a");
  await type(DAY.slice(5).replace("-", ""));
  await page.getByLabel("活动（可不选）").selectOption(event.id);
  await page.getByLabel("第 1 行时间").focus();
  await type("0910");
  await enter();
  await type("ywh");
  await enter();
  await expect(page.getByLabel("第 1 行姓名或编号")).toHaveValue("岩温罕");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("第 1 行离馆时间")).toBeFocused();
  await type("0830");
  await enter();
  await type("0915");
  await enter();
  await page.keyboard.insertText("市教育局");
  await enter();
  await expect(page.getByRole("alert")).toContainText("再按 Enter 记为来宾");
  await enter();
  await page.getByLabel("第 2 行来宾类别").selectOption("在职");
  await page.getByLabel("第 2 行来宾人数").fill("12");
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/paper.png` });
  await accessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("离馆时间早于到馆时间，请核对。")).toBeVisible();
  await expect(page.getByLabel("第 1 行离馆时间")).toBeFocused();
  await page.keyboard.press("Control+a");
  await type("1100");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("paper-done")).toHaveText("补录 2 人次，0 行原已签到");
  const day = await centre.call("checkin.day", { day: DAY });
  expect([day.visits, day.persons]).toEqual([13, 1]);
  expect(day.stream.map((line) => [line.name, line.detail, line.left]).sort()).toEqual([
    ["岩温罕", "", "11:00"],
    ["市教育局", "团体 · 在职 12人", null],
  ]);
  const [held] = await centre.call("event.list", { from: DAY, to: DAY });
  expect(held?.here, "they were at it").toBe(13);
});

test("nothing is sent while somebody is undecided or the day is none", async ({ page, centre }) => {
  const { type, enter } = keys(page);
  await page.keyboard.press("F8");
  await expect(page.getByLabel("日期")).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("还没有填。请先写一行。")).toBeVisible();
  await page.getByLabel("日期").fill("1399");
  await expect(page.getByText("日期看不懂")).toBeVisible();
  await page.getByLabel("日期").fill(DAY.replaceAll("-", ""));
  await enter();
  await type("0910");
  await enter();
  await page.keyboard.insertText("玉罕");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("请选一位，或记为来宾。")).toBeVisible();
  expect((await centre.call("checkin.day", { day: DAY })).visits).toBe(0);
});

test("the page fits in the largest type", async ({ page, accessible }) => {
  await page.getByRole("link", { name: "设置" }).click();
  await page.getByRole("navigation", { name: "设置" }).getByRole("link", { name: "字号" }).click();
  await page.getByRole("button", { name: "200%" }).click();
  await page.getByRole("link", { name: "签到台" }).click();
  await page.keyboard.press("F8");
  await expect(page.getByLabel("第 1 行时间")).toBeVisible();
  await accessible(page);
  const beyond = await page.evaluate(() => {
    const main = document.querySelector("main");
    return Math.max(document.documentElement.scrollWidth - window.innerWidth, main ? main.scrollWidth - main.clientWidth : 0);
  });
  expect(beyond).toBe(0);
});
