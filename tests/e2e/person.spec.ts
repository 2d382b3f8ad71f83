import { expect, test } from "./rig";

test("a person is edited, the change stands in the history and is taken back", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03", phones: "13887654021" });
  await logIn();
  await page.getByRole("link", { name: "人员" }).click();
  await expect(page.getByText("共 1 人")).toBeVisible();
  await accessible(page);
  await page.getByRole("region", { name: "人员" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(id));
  await expect(page.getByRole("heading", { name: "岩温罕" })).toBeVisible();
  await accessible(page);

  await page.getByRole("button", { name: "修改资料", exact: true }).click();
  await accessible(page);
  await page.getByLabel("出生日期").fill("不知道");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("出生日期")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("出生日期").fill("1949.3.5");
  await page.getByLabel("住址").fill("允景洪街道");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "修改资料", exact: true })).toBeVisible();
  await expect(page.getByRole("tabpanel")).toContainText("1949-03-05");

  await page.getByRole("tab", { name: "联系", exact: true }).click();
  await expect(page.getByRole("tabpanel")).toContainText("允景洪街道");
  await expect(page.getByRole("tabpanel")).not.toContainText("13887654021");
  await page.getByRole("button", { name: "显示联系电话" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("13887654021");

  await page.getByRole("tab", { name: "变更记录" }).click();
  const history = page.getByRole("tabpanel");
  await expect(history).toContainText("1949-03-05");
  await expect(history).toContainText("允景洪街道");
  await accessible(page);
  await history.getByRole("button", { name: /^撤销/ }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "撤销", exact: true }).click();
  await expect(history.getByText("已撤销", { exact: true }).first()).toBeVisible();
  await page.getByRole("tab", { name: "联系", exact: true }).click();
  await expect(page.getByRole("tabpanel")).not.toContainText("允景洪街道");
});

test("a wrong check digit is saved only with a reason", async ({ page, centre, logIn }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男" });
  await logIn();
  await page.getByRole("link", { name: "人员" }).click();
  await page.getByRole("link", { name: "岩温罕" }).click();
  await page.getByRole("button", { name: "修改资料", exact: true }).click();
  await page.getByLabel("公民身份号码", { exact: true }).fill("532801194903050010");
  await page.keyboard.press("Enter");
  const reason = page.getByLabel("仍要保存，请写明理由");
  await expect(reason).toBeFocused();
  await reason.fill("已核对身份证原件");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "修改资料", exact: true })).toBeVisible();
  await expect(page.getByRole("tabpanel")).toContainText("532801********");
});

test("who died is no longer found at the desk", async ({ page, centre, logIn, accessible }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男" });
  await logIn();
  await page.getByRole("link", { name: "人员" }).click();
  await page.getByRole("link", { name: "岩温罕" }).click();
  await page.getByRole("button", { name: "变更状态" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("新状态").selectOption("去世");
  await expect(dialog).toContainText("不再出现在签到");
  await accessible(page);
  await dialog.getByLabel("从什么时候起").fill("2026.1");
  await dialog.getByRole("button", { name: "变更状态" }).click();
  await expect(page.getByRole("heading", { name: /去世/ })).toBeVisible();
  await page.getByRole("link", { name: "签到台" }).click();
  await page.keyboard.type("ywh", { delay: 70 });
  await expect(page.getByText("没有找到“ywh”")).toBeVisible();
});

test("the list is filtered, and exported as it is shown", async ({ page, centre, logIn }) => {
  await centre.importRoster();
  await logIn();
  await page.getByRole("link", { name: "人员" }).click();
  await expect(page.getByText("共 60 人")).toBeVisible();
  await page.getByRole("combobox", { name: "性别" }).click();
  await page.getByRole("option", { name: "女" }).click();
  await expect(page.getByText("共 60 人")).toBeHidden();
  const shown = Number((await page.getByText(/^共 \d+ 人$/).innerText()).replace(/\D/g, ""));
  expect(shown).toBeGreaterThan(0);
  await page.getByRole("button", { name: "导出这份名单" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "导出" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  await expect(page.getByRole("dialog")).toContainText(`已导出 ${shown} 人`);
});
