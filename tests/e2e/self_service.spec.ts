import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";
import { scan } from "./scanner";

declare global {
  interface Window {
    __openScreen?: string;
  }
}

const CLERK = { operator: "前台小李", password: "qiantai-2026" };
const PROMPT = "请刷卡，或输入手机号、身份证号";

/** Types as a person does; without pauses it would be a scanner. */
const type = (page: Page, keys: string) => page.keyboard.type(keys, { delay: 70 });
const outcome = (page: Page) => page.getByTestId("outcome");
const number = (page: Page) => page.getByTestId("number");
const pad = (page: Page, key: string) => page.getByRole("group", { name: "数字键盘" }).getByRole("button", { name: key, exact: true });
async function people(centre: Program) {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03-05", phones: "13887654021" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1949-03-05", identity: "53282219490305118X" });
  const person = await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11" });
  await centre.call("card.give", { person, code: "2000099999" });
}

/** A clerk opens the screen at the desk. */
async function begin(page: Page) {
  await page.getByRole("button", { name: "自助签到" }).click();
  await page.getByRole("button", { name: "开始自助签到" }).click();
  await expect(page.getByText(PROMPT)).toBeVisible();
}

test.beforeEach(async ({ centre, logIn }) => {
  await centre.call("operator.add", { name: CLERK.operator, role: "desk", password: CLERK.password });
  await people(centre);
  await logIn(CLERK);
});

test("people check themselves in by pad, by ID and by card, and the clerk comes back with the password", async ({ page, accessible }) => {
  test.setTimeout(120_000);
  await page.getByRole("button", { name: "书屋" }).click();
  await page.getByRole("button", { name: "自助签到" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("退出需要您的密码");
  await expect(dialog).toContainText("书屋");
  await expect(page.getByRole("button", { name: "开始自助签到" })).toBeFocused();
  await accessible(page);

  // From here on the page asks for nothing but check-ins.
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/rpc")) asked.push((request.postDataJSON() as { command: string }).command);
  });
  await page.keyboard.press("Enter");
  await expect(page.getByText(PROMPT)).toBeVisible();
  await expect(page.getByText("景洪市离退休干部党群服务中心")).toBeVisible();
  await expect(page.getByRole("navigation")).toBeHidden();
  await accessible(page);

  for (const key of "1388765400") await pad(page, key).click();
  await pad(page, "删除").click();
  await pad(page, "2").click();
  await expect(number(page)).toHaveText(/138\s*8765\s*402/);
  await pad(page, "1").click();
  await expect(number(page)).toHaveText(/138\s*\*{4}\s*4021/);
  await pad(page, "签到").click();
  await expect(outcome(page)).toContainText("岩**同志，您好");
  await expect(outcome(page)).toContainText("签到成功");
  await expect(outcome(page)).toContainText("今年第 1 次");
  await accessible(page);

  // The next person does not wait, and their first digit is not lost; nor does the ID need Enter.
  await type(page, "5");
  await expect(outcome(page)).toBeHidden();
  await expect(number(page)).toHaveText("5");
  await type(page, "3282219490305118x");
  await expect(outcome(page)).toContainText("玉*同志，您好");
  await expect(page.getByText("118X")).toBeHidden();

  await scan(page, "2000099999");
  await expect(outcome(page)).toContainText("刀**同志，您好");
  await expect(outcome(page)).toHaveClass(/good/);
  // The card is still held before the scanner: the same reading.
  await page.waitForTimeout(1000);
  await scan(page, "2000099999");
  await expect(outcome(page)).toHaveClass(/good/);
  await page.waitForTimeout(3100);
  await scan(page, "2000099999");
  await expect(outcome(page)).toHaveClass(/repeat/);
  await expect(outcome(page)).toContainText(/您今天 \d\d:\d\d 已签到/);
  await accessible(page);
  await expect(outcome(page)).toBeHidden({ timeout: 8_000 });
  await expect(page.getByText(PROMPT)).toBeVisible();

  await page.keyboard.press("F1");
  await page.keyboard.press("Control+l");
  await expect(page.getByText(PROMPT)).toBeVisible();

  await page.keyboard.press("Escape");
  const password = page.getByLabel("操作员密码");
  await expect(password).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(password).toBeHidden();
  await page.getByRole("button", { name: "工作人员退出" }).click();
  await type(page, "bushi-2026");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("密码");
  await expect(password).toHaveValue("");
  await expect(password).toBeFocused();
  await accessible(page);
  expect(new Set(asked)).toEqual(new Set(["self_service.begin", "self_service.check_in", "self_service.end"]));
  await page.keyboard.type(CLERK.password, { delay: 40 });
  await page.getByRole("button", { name: "退出自助" }).click();

  await expect(page.getByRole("navigation", { name: "主菜单" })).toBeVisible();
  await expect(page.getByTestId("visits")).toHaveText("3");
  await expect(page.getByRole("complementary").getByRole("listitem").filter({ hasText: "岩温罕" })).toContainText("书屋");
});

test("a number of nobody is sent to the desk, and after five the screen waits", async ({ page, accessible }) => {
  await begin(page);
  await type(page, "4021");
  await page.keyboard.press("Enter");
  await expect(page.getByText("号码还没有输完")).toBeVisible();
  await accessible(page);
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("Backspace");
  await expect(number(page)).toHaveText("号码显示在这里");

  for (let miss = 0; miss < 5; miss += 1) {
    await type(page, `1380000000${miss}`);
    await page.keyboard.press("Enter");
    await expect(outcome(page)).toContainText("没有找到，请到前台办理。");
  }
  await accessible(page);
  await scan(page, "2000099999");
  const wait = page.getByTestId("wait");
  await expect(wait).toContainText(/请稍候 [123]\d 秒，或到前台办理/);
  await expect(pad(page, "5")).toBeDisabled();
  await accessible(page);
  await scan(page, "2000099999");
  await expect(wait).toContainText(/请稍候 1\d 秒/, { timeout: 15_000 });

  // Whoever works here is not kept waiting.
  await page.keyboard.press("Escape");
  await page.getByLabel("操作员密码").fill(CLERK.password);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("visits")).toHaveText("0");
});

test("who opened the way out by accident scans the card all the same", async ({ page }) => {
  await begin(page);
  await page.getByRole("button", { name: "工作人员退出" }).click();
  await expect(page.getByLabel("操作员密码")).toBeFocused();
  await scan(page, "2000099999");
  await expect(outcome(page)).toContainText("刀**同志，您好");
  await expect(page.getByLabel("操作员密码")).toBeHidden();
});

test("a screen whose clerk may no longer work ends in the log-in page", async ({ page, centre }) => {
  await begin(page);
  const clerk = (await centre.call("operator.list", null)).find((operator) => operator.name === CLERK.operator);
  await centre.call("operator.disable", { id: clerk?.id ?? "" });
  await scan(page, "2000099999");
  await expect(page.getByText("登录已失效，请重新登录。")).toBeVisible();
});

test("a window beside the desk is the screen from its first moment", async ({ page, centre }) => {
  const { session } = await centre.call("self_service.begin", { purpose: "活动中心" });
  await page.addInitScript((token) => {
    if (token) window.__openScreen = token;
  }, session);
  await page.goto(centre.url);
  await page.reload();
  await expect(page.getByText(PROMPT)).toBeVisible();
  expect(await page.evaluate(() => "__openScreen" in window)).toBe(false);
  await scan(page, "2000099999");
  await expect(outcome(page)).toContainText("刀**同志，您好");
});

test("in the largest type everything still stands on the screen", async ({ page, accessible }) => {
  await page.evaluate(() => localStorage.setItem("yinhui.scale", "200"));
  await page.reload();
  await page.getByLabel("操作员", { exact: true }).selectOption(CLERK.operator);
  await page.getByLabel("密码", { exact: true }).fill(CLERK.password);
  await page.keyboard.press("Enter");
  await begin(page);
  const fits = () =>
    page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      return scrollWidth <= clientWidth && scrollHeight <= clientHeight;
    });
  expect(await fits()).toBe(true);
  for (const key of ["1", "0", "删除", "签到"]) expect((await pad(page, key).boundingBox())?.height).toBeGreaterThanOrEqual(84);
  await type(page, "4021");
  await page.keyboard.press("Enter");
  await expect(page.getByText("号码还没有输完")).toBeVisible();
  expect(await fits()).toBe(true);
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("Backspace");
  await type(page, "53282219490305118");
  expect(await fits()).toBe(true);
  await accessible(page);
  await type(page, "x");
  await expect(outcome(page)).toContainText("玉*同志，您好");
  expect(await fits()).toBe(true);
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("操作员密码")).toBeFocused();
  await type(page, "bushi-2026");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("密码");
  for (const name of ["返回", "退出自助"]) await expect(page.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
  await accessible(page);
});
