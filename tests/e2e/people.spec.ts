import { expect, test } from "./rig";

test("the list is walked by keyboard, from the search box and back", async ({ page, centre, logIn }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男" });
  await centre.addPerson({ name: "玉罕一", sex: "女" });
  await centre.addPerson({ name: "玉罕二", sex: "女" });
  await logIn();
  await page.getByRole("link", { name: "人员" }).click();
  await expect(page.getByText("共 3 人")).toBeVisible();
  const words = page.getByRole("searchbox", { name: "查找" });
  const list = page.getByRole("region", { name: "人员" });

  await page.keyboard.press("/");
  await expect(words).toBeFocused();
  await page.keyboard.type("yh/", { delay: 40 });
  await expect(words).toHaveValue("yh/");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("ArrowDown");
  await expect(list).toBeFocused();
  await expect(page.getByText("共 2 人")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(words).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const here = page.locator("tr.here");
  await expect(here).toHaveCount(1);
  const name = await here.getByRole("link").innerText();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
});

test("a changed form is not left without a word", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson({ name: "岩温罕", sex: "男" });
  await logIn();
  await page.goto(`${centre.url}/#/people/${id}`);
  const edit = page.getByRole("button", { name: "修改资料", exact: true });
  await edit.click();
  await page.getByLabel("住址").press("Escape");
  await expect(edit).toBeVisible();

  await edit.click();
  await page.getByLabel("住址").fill("允景洪街道");
  await page.keyboard.press("Escape");
  const ask = page.getByRole("dialog", { name: "有改动还没有保存" });
  await expect(ask).toBeVisible();
  await accessible(page);
  await ask.getByRole("button", { name: "取消" }).click();
  await expect(page.getByLabel("住址")).toHaveValue("允景洪街道");

  const menu = page.getByRole("navigation", { name: "主菜单" });
  await menu.getByRole("link", { name: "签到台" }).click();
  await ask.getByRole("button", { name: "取消" }).click();
  await expect(page.getByLabel("住址")).toHaveValue("允景洪街道");
  await menu.getByRole("link", { name: "签到台" }).click();
  await ask.getByRole("button", { name: "不保存，离开" }).click();
  await expect(page.getByTestId("visits")).toBeVisible();

  await page.goto(`${centre.url}/#/people/new`);
  await page.getByLabel("姓名", { exact: true }).fill("玉香");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("玉香");
});
