import { ADMIN } from "./program";
import { expect, test } from "./rig";

const CLERK = { operator: "前台小李", password: "qiantai-2026" };

test("the desk is locked with one key and opened with the password alone", async ({ page, centre, logIn, accessible }) => {
  await centre.call("centre.get", null);
  await logIn();
  await page.keyboard.press("Control+l");
  const password = page.getByLabel("密码", { exact: true });
  await expect(password).toBeFocused();
  await accessible(page);
  await page.keyboard.type("不是这个密码");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("密码");
  await expect(password).toHaveValue("");
  await expect(page.getByRole("navigation", { name: "主菜单" })).toBeHidden();
  await page.keyboard.type(ADMIN.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "主菜单" })).toBeVisible();
});

test("the front desk sees the desk and nothing of people lists, reports or settings", async ({ page, centre, logIn, accessible }) => {
  await centre.call("operator.add", { name: CLERK.operator, role: "desk", password: CLERK.password });
  await logIn(CLERK);
  const menu = page.getByRole("navigation", { name: "主菜单" });
  await expect(menu.getByRole("link")).toHaveText(["签到台", "活动", "服务"]);
  await accessible(page);
  await page.goto(`${centre.url}/#/settings`);
  await page.reload();
  await expect(page.getByLabel("密码", { exact: true })).toBeVisible();
  await page.getByLabel("操作员", { exact: true }).selectOption(CLERK.operator);
  await page.getByLabel("密码", { exact: true }).fill(CLERK.password);
  await page.keyboard.press("Enter");
  await expect(menu).toBeVisible();
  await expect(page.getByRole("heading", { name: "设置" })).toBeHidden();
});

test("whoever is no longer known to the program is told so, and not as good news", async ({ page, centre, logIn, accessible }) => {
  await centre.call("operator.add", { name: CLERK.operator, role: "desk", password: CLERK.password });
  await logIn(CLERK);
  const clerk = (await centre.call("operator.list", null)).find((operator) => operator.name === CLERK.operator);
  await centre.call("operator.disable", { id: clerk?.id ?? "" });
  const said = page.getByRole("status").filter({ hasText: "登录已失效，请重新登录。" });
  // A key pressed while the desk is still opening is nobody's.
  await expect(async () => {
    await page.keyboard.press("y");
    await expect(said).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(said).toHaveClass(/amber/);
  await accessible(page);
});

test("who forgot the password comes in with the recovery code and gets a new one", async ({ page, centre, accessible }) => {
  await page.goto(centre.url);
  await page.getByRole("button", { name: "用恢复码进入" }).click();
  await accessible(page);
  await page.getByLabel("恢复码", { exact: true }).fill(centre.recovery.toLowerCase());
  await page.getByLabel("新密码", { exact: true }).fill("huanle-2026");
  await page.getByLabel("再输入一次密码").fill("huanle-2026");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("recovery-code")).toBeVisible();
  const groups = await page.getByTestId("recovery-code").locator("span").allInnerTexts();
  expect(groups.join("-")).not.toBe(centre.recovery);
  await page.getByLabel("输入恢复码最后一组").fill(groups.at(-1) ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "主菜单" })).toBeVisible();
});

test("help says the keys of the page", async ({ page, centre, logIn, accessible }) => {
  await centre.call("centre.get", null);
  await logIn();
  await page.keyboard.press("F1");
  await expect(page.getByRole("dialog")).toContainText("撤销本台最近一次签到");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});
