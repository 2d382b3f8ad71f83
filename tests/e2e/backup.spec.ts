import { basename } from "node:path";
import { ADMIN, CENTRE, Program } from "./program";
import { expect, test } from "./rig";

test("a backup taken home begins another computer with everything in it", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(120_000);
  await centre.importRoster();
  await logIn();
  await page.getByRole("link", { name: "设置" }).click();
  await page.getByRole("navigation", { name: "设置" }).getByRole("link", { name: "备份" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "备份到其他位置" }).click();
  const backup = await (await download).path();
  await expect(page.getByText("备份完成")).toBeVisible();

  const other = await Program.start();
  try {
    await page.goto(other.url);
    await page.getByRole("button", { name: /从备份恢复/ }).click();
    await accessible(page);
    await page.getByRole("button", { name: "恢复", exact: true }).click();
    await expect(page.getByText("请先选择备份文件。")).toBeVisible();
    const dialog = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "选择备份文件" }).click();
    await (await dialog).setFiles(backup);
    await expect(page.getByText(basename(backup))).toBeVisible();
    await page.getByLabel("操作员", { exact: true }).fill(ADMIN.operator);
    await page.getByLabel("当时的密码").fill("not-the-password-1");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("密码不对");
    await page.getByLabel("当时的密码").fill(ADMIN.password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status").filter({ hasText: "共 60 人" })).toBeVisible();

    await page.getByLabel("密码", { exact: true }).fill(ADMIN.password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("banner")).toContainText(CENTRE);
    await page.getByRole("link", { name: "人员" }).click();
    await expect(page.getByText("共 60 人")).toBeVisible();
  } finally {
    await other.stop();
  }
});
