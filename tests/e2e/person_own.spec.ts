import type { Page } from "@playwright/test";
import { expect, test } from "./rig";

async function looked(page: Page, name: string) {
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/${name}.png` });
}

const tab = (page: Page) => page.getByRole("tab", { name: "自定义项目" });
const panel = (page: Page) => page.getByRole("tabpanel");

test("what the register has no field for is written on somebody's page, and is a column and a condition of the list", async ({ page, centre, logIn, accessible }) => {
  const one = await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  const other = await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11" });
  await centre.call("person.save_own", { person: other, label: "血型", value: "AB 型", add: true });
  await centre.call("person.save_own", { person: other, label: "工资卡", value: "6217000012345678", add: true });
  await logIn();

  await page.goto(`${centre.url}/#/people/${one}`);
  await tab(page).click();
  await expect(panel(page).getByText("没有登记表以外的项目。")).toBeVisible();
  await accessible(page);
  await panel(page).getByRole("button", { name: "加一项" }).press("Enter");
  await expect(page.getByLabel("项目名称")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("alert").filter({ hasText: "请填写项目名称。" })).toBeVisible();
  await page.getByLabel("项目名称").fill("健康状况");
  await page.getByLabel("内容").fill("良好");
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("alert").filter({ hasText: "登记表里已有的项目" })).toBeVisible();
  await accessible(page);
  await page.getByLabel("项目名称").fill("血型");
  await page.getByLabel("内容").fill("O型");
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("term")).toHaveText(["血型"]);
  await expect(panel(page).getByRole("button", { name: "加一项" })).toBeFocused();

  // Put right in place; Esc leaves it as it is.
  await panel(page).getByRole("button", { name: "修改 血型" }).press("Enter");
  await expect(page.getByLabel("血型的内容")).toHaveValue("O型");
  await page.getByLabel("血型的内容").fill("别的");
  await page.keyboard.press("Escape");
  await expect(panel(page).getByRole("button", { name: "修改 血型" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByLabel("血型的内容").fill("O 型");
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("definition").filter({ hasText: "O 型" })).toBeVisible();
  await accessible(page);
  await looked(page, "own-page");

  await page.goto(`${centre.url}/#/people/${other}`);
  await tab(page).click();
  await expect(panel(page)).not.toContainText("6217000012345678");
  await panel(page).getByRole("button", { name: "修改 工资卡" }).click();
  await expect(page.getByLabel("工资卡的内容")).toHaveValue("");
  await expect(panel(page).getByText("号码遮住了一部分，要改请整项重新填写")).toBeVisible();
  await looked(page, "own-masked");
  // What is not seen is not emptied by a slip; it is taken away when that is said.
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("term")).toHaveText(["工资卡", "血型"]);
  await panel(page).getByRole("button", { name: "修改 工资卡" }).click();
  await panel(page).getByRole("button", { name: "去掉这一项" }).click();
  await expect(panel(page).getByRole("term")).toHaveText(["血型"]);

  await page.goto(`${centre.url}/#/people`);
  await page.getByRole("button", { name: "选择列" }).press("Enter");
  const drawer = page.getByRole("dialog", { name: "选择列" });
  await drawer.getByRole("group", { name: "自定义项目" }).getByLabel("血型").check();
  await accessible(page);
  await drawer.getByRole("button", { name: "按这些列显示" }).click();
  await expect(page.getByRole("columnheader", { name: "血型" })).toBeVisible();
  await expect(page.getByRole("row", { name: /岩温罕/ })).toContainText("O 型");
  await expect(page.getByRole("row", { name: /刀建国/ })).toContainText("AB 型");

  await page.getByRole("button", { name: /更多条件/ }).click();
  await page.getByLabel("第 1 个条件的项目").selectOption("血型");
  await page.getByLabel("第 1 个条件怎么比").selectOption("包含");
  await page.getByLabel("第 1 个条件的内容").fill("O");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /刀建国/ })).toBeHidden();
  await expect(page.getByRole("row", { name: /岩温罕/ })).toBeVisible();
  await looked(page, "own-list");
});
