import { ADMIN, CENTRE, lastGroup, ROSTER } from "./program";
import { expect, test } from "./rig";

const PEOPLE = 60;

test("from the first start to an imported roster, undone and imported again, by keyboard", async ({ page, program, accessible }) => {
  // Keeps every file dialog of this test in our hands, also between two of them.
  page.on("filechooser", () => undefined);
  await page.goto(program.url);
  await expect(page.getByLabel("中心名称")).toBeFocused();
  await accessible(page);
  await page.keyboard.type(CENTRE);
  await page.keyboard.press("Enter");

  await expect(page.getByLabel("姓名")).toBeFocused();
  await page.keyboard.type(ADMIN.operator);
  await page.keyboard.press("Tab");
  await page.keyboard.type("1234567");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "至少 8 位" })).toBeVisible();
  await page.getByLabel("密码", { exact: true }).fill(ADMIN.password);
  await page.keyboard.press("Tab");
  await page.keyboard.type(ADMIN.password);
  await page.keyboard.press("Enter");

  await expect(page.getByTestId("recovery-code")).toBeVisible();
  const code = (await page.getByTestId("recovery-code").locator("span").allInnerTexts()).join("-");
  expect(code.length).toBeGreaterThan(15);
  const typedBack = page.getByLabel("输入恢复码最后一组");
  await typedBack.fill("不对");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("不一样");
  await accessible(page);
  await typedBack.fill(lastGroup(code).toLowerCase());
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "可以开始了" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "导入花名册" })).toBeVisible();

  for (const round of [1, 2]) {
    const choose = page.getByRole("button", { name: "选择文件" });
    await choose.focus();
    const dialog = page.waitForEvent("filechooser");
    await page.keyboard.press("Enter");
    await (await dialog).setFiles(ROSTER);
    await expect(page.getByRole("button", { name: /核对内容/ })).toBeFocused();
    await expect(page.getByText("表头在第 3 行")).toBeVisible();
    await page.keyboard.press("Enter");

    const run = page.getByRole("button", { name: /^导入：新增/ });
    await expect(run).toHaveText(`导入：新增 ${PEOPLE} · 更新 0 · 跳过 0`);
    await run.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "导入完成" })).toBeVisible();
    await expect(page.getByText(`新增 ${PEOPLE} 人，更新 0 人。`)).toBeVisible();
    if (round === 2) break;

    await page.getByRole("button", { name: "撤销这次导入" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "撤销", exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "已撤销这次导入" })).toBeVisible();
    await page.getByRole("link", { name: "再导入一份" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText("已撤销").first()).toBeVisible();
  }

  await page.getByRole("link", { name: "去看人员" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(`共 ${PEOPLE} 人`)).toBeVisible();
});

test("a plan can be read otherwise: a column not taken, people of the file kept as they are", async ({ page, centre, logIn, accessible }) => {
  await centre.importRoster();
  await logIn();
  await page.getByRole("link", { name: "导入" }).click();
  await expect(page.getByText("typical_60.xlsx")).toBeVisible();
  const dialog = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "选择文件" }).click();
  await (await dialog).setFiles(ROSTER);
  await expect(page.getByRole("button", { name: /核对内容/ })).toBeVisible();
  await accessible(page);

  await page.getByRole("combobox", { name: /健康情况/ }).click();
  await page.getByRole("option", { name: "不导入" }).click();
  await page.getByRole("button", { name: /核对内容/ }).click();
  await expect(page.getByRole("button", { name: `${PEOPLE} 相同` })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: /健康情况/ })).toContainText("不导入");
  await accessible(page);

  await page.getByRole("button", { name: `${PEOPLE} 相同` }).click();
  const rows = page.getByRole("row").filter({ has: page.getByText("相同", { exact: true }) });
  await expect(rows.first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^导入：新增 0 · 更新 0/ })).toBeDisabled();
});
