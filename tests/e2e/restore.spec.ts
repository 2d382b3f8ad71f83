import { basename } from "node:path";
import { ADMIN } from "./program";
import { expect, test } from "./rig";

test("the administrator goes back to an earlier backup in the settings", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(120_000);
  // Keeps the file dialog in our hands from the beginning.
  page.on("filechooser", () => undefined);
  await centre.addPerson({ name: "岩温罕", sex: "男" });
  await logIn();
  await page.getByRole("link", { name: "设置" }).click();
  await page.getByRole("navigation", { name: "设置" }).getByRole("link", { name: "备份" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "备份到其他位置" }).click();
  const backup = await (await download).path();
  await expect(page.getByText("备份完成")).toBeVisible();
  await centre.addPerson({ name: "玉香" });

  await page.getByRole("button", { name: "从备份恢复" }).click();
  const choose = page.getByRole("button", { name: "选择备份文件" });
  await expect(choose).toBeFocused();
  await expect(page.getByText("现有数据改名保留，不会删除")).toBeVisible();
  await expect(page.getByText("所有人都要重新登录", { exact: false })).toBeVisible();
  await accessible(page);
  const dialog = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await dialog).setFiles(backup);
  await expect(page.getByText(basename(backup))).toBeVisible();
  await page.getByLabel("操作员", { exact: true }).fill(ADMIN.operator);
  await page.getByLabel("当时的密码").fill(ADMIN.password);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "请登录" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "共 1 人" })).toContainText("原来的数据保留为");
  await page.getByLabel("密码", { exact: true }).fill(ADMIN.password);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "人员" }).click();
  await expect(page.getByText("共 1 人")).toBeVisible();
});

test("whoever is not logged in is told where a backup is restored beside data", async ({ page, centre }) => {
  page.on("filechooser", () => undefined);
  await page.goto(centre.url);
  await page.getByRole("button", { name: "从备份恢复" }).click();
  const choose = page.getByRole("button", { name: "选择备份文件" });
  await expect(choose).toBeFocused();
  const dialog = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await dialog).setFiles({ name: "备份.yhb", mimeType: "application/octet-stream", buffer: Buffer.from("x") });
  await expect(page.getByText("备份.yhb")).toBeVisible();
  await page.getByLabel("操作员", { exact: true }).fill(ADMIN.operator);
  await page.getByLabel("当时的密码").fill(ADMIN.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("这台电脑上已有数据。请管理员登录，在“设置”的“备份”里恢复。");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "请登录" })).toBeVisible();
});

test("whoever does not wait for the file is told that it is still being read, and nothing is lost", async ({ page, program, accessible }) => {
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/files?*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(program.url);
  await page.getByRole("button", { name: /从备份恢复/ }).click();
  const dialog = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "选择备份文件" }).click();
  await (await dialog).setFiles({ name: "备份.yhb", mimeType: "application/octet-stream", buffer: Buffer.from("x") });
  await expect(page.getByText("正在读取备份文件")).toBeVisible();
  await page.getByLabel("操作员", { exact: true }).fill(ADMIN.operator);
  await page.getByLabel("当时的密码").fill(ADMIN.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("备份文件还在读取，请等出现文件名后再恢复。");
  await accessible(page);
  release();
  await expect(page.getByText("备份.yhb")).toBeVisible();
  await expect(page.getByLabel("当时的密码")).toHaveValue(ADMIN.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("这不是一份完好的银辉备份");
});
