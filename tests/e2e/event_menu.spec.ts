import type { Page } from "@playwright/test";
import { expect, test } from "./rig";

const form = (page: Page) => page.getByRole("dialog");
const field = (page: Page, label: string) => form(page).getByLabel(label, { exact: true });

async function looked(page: Page, name: string) {
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/${name}.png` });
}

test("the centre writes its menu, a branch chooses from it, and the year's table counts the choice", async ({ page, centre, logIn, accessible }) => {
  await centre.call("organization.save", { name: "教育离退休党支部", kind: "党支部", composition: "离退休" });
  await logIn();
  await page.goto(`${centre.url}/#/settings?at=menu`);
  await expect(page.getByText("还没有项目。")).toBeVisible();
  await accessible(page);

  const add = page.getByRole("button", { name: "加一项" });
  await add.press("Enter");
  await expect(page.getByLabel("第 1 项名称")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "请填写项目名称。" })).toBeVisible();
  await accessible(page);
  await page.getByLabel("第 1 项名称").fill("走进植物园");
  await page.getByLabel("第 1 项型式").selectOption("主题党日");
  await page.getByLabel("第 1 项说明").fill("半天，有讲解");
  await add.click();
  await page.getByLabel("第 2 项名称").fill("送教上门");
  await page.getByLabel("第 2 项类别").selectOption("定制式项目");
  await page.getByLabel("第 2 项型式").selectOption("");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  await accessible(page);
  await looked(page, "menu-settings");

  await page.goto(`${centre.url}/#/services/menu`);
  await page.getByRole("button", { name: /^登记/ }).first().click();
  await form(page).getByRole("combobox", { name: "选用的党支部" }).click();
  await page.getByRole("option", { name: "教育离退休党支部" }).click();
  await field(page, "项目").fill("走进植物园");
  await expect(form(page).getByText("活动菜单：菜单式活动，主题党日，半天，有讲解")).toBeVisible();
  await expect(field(page, "类别")).toHaveValue("菜单式活动");
  await expect(field(page, "型式")).toHaveValue("主题党日");
  await accessible(page);
  await looked(page, "menu-choice");

  // Another item brings its own words; what is not on the menu is no item of it.
  await field(page, "项目").fill("");
  await field(page, "项目").pressSequentially("送教上门", { delay: 20 });
  await expect(field(page, "类别")).toHaveValue("定制式项目");
  await field(page, "项目").fill("别的活动");
  await field(page, "类别").selectOption("菜单式活动");
  await page.keyboard.press("Enter");
  await expect(form(page).getByText("活动菜单里没有“别的活动”").first()).toBeVisible();
  await field(page, "项目").fill("走进植物园");
  await field(page, "参加人数").fill("18");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("ledger-total")).toHaveText("1 项");

  // It is planned from the line, as an event of the branch.
  await page.locator("tbody tr").first().click();
  await form(page).getByRole("button", { name: "为这一项建活动" }).click();
  const event = page.getByRole("dialog", { name: "新建活动" });
  await expect(event.getByLabel("活动名称")).toHaveValue("走进植物园");
  await expect(event.getByLabel("类别", { exact: true })).toHaveValue("主题党日");
  await event.getByLabel("开始时间").fill("0900");
  await event.getByLabel("结束时间").fill("1100");
  await accessible(page);
  await looked(page, "menu-plan");
  await event.getByRole("button", { name: "保存" }).click();
  await expect(event).toBeHidden();
  const line = page.getByRole("dialog", { name: "修改菜单式活动与定制式项目" });
  await expect(line.getByRole("button", { name: "为这一项建活动" })).toBeHidden();
  await expect(line.getByLabel("状态")).toBeFocused();
  await line.getByLabel("状态").selectOption("已完成");
  await line.getByRole("button", { name: /^保存/ }).click();
  await expect(line).toBeHidden();
  await expect(page.locator("tbody tr").first()).toContainText("已完成");
  const { rows } = await centre.call("ledger.list", { filter: { ledger: "menu" }, offset: 0, limit: 5 });
  expect(rows[0]?.event?.name).toBe("走进植物园");

  await page.goto(`${centre.url}/#/report?form=menu`);
  await expect(page.getByRole("heading", { name: "菜单式活动与定制式项目统计表" })).toBeVisible();
  await expect(page.getByRole("row", { name: /主题党日/ })).toContainText("1");
  await accessible(page);
  await looked(page, "menu-form");

  await page.goto(`${centre.url}/#/settings?at=menu`);
  await page.getByRole("button", { name: "去掉 走进植物园" }).click();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "已有党支部选用" })).toBeVisible();
});
