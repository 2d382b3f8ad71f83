import type { Page } from "@playwright/test";
import { expect, test } from "./rig";

const heads = (page: Page) => page.getByRole("region", { name: "人员" }).getByRole("columnheader").allInnerTexts();

test("columns are chosen and moved by keyboard, stay in the address and are exported as they stand", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson({ name: "刀美兰", sex: "女", birth: "1941-02-03", phones: "13887654021", address: "允景洪街道" });
  await logIn();
  await page.getByRole("navigation").getByRole("link", { name: "人员", exact: true }).click();
  await expect(page.getByText("共 1 人")).toBeVisible();
  expect(await heads(page)).toEqual(["姓名", "性别", "出生", "类型", "所在支部", "原工作单位", "职级", "身份证", "电话", "状态"]);

  await page.getByRole("button", { name: "选择列" }).press("Enter");
  const drawer = page.getByRole("dialog", { name: "选择列" });
  await expect(drawer).toContainText("已选 10 列，最多 30 列");
  await accessible(page);
  for (const label of ["类型", "性别", "所在支部", "原工作单位", "职级", "身份证"]) {
    const box = drawer.getByRole("checkbox", { name: { 类型: "离退休类型", 身份证: "公民身份号码" }[label] ?? label, exact: true });
    await box.press("Space");
    await expect(box).not.toBeChecked();
  }
  await drawer.getByRole("checkbox", { name: "住址" }).press("Space");
  await drawer.getByRole("checkbox", { name: "周岁" }).press("Space");
  const up = drawer.getByRole("button", { name: "上移 周岁" });
  await up.press("Enter");
  await expect(up).toBeFocused();
  await drawer.getByRole("button", { name: "按这些列显示" }).press("Enter");
  await expect(page).toHaveURL(/cols=name,birth,phones,state,age,address/);
  await expect.poll(() => heads(page)).toEqual(["姓名", "出生", "电话", "状态", "周岁", "住址"]);
  const row = page.getByRole("row", { name: /刀美兰/ });
  await expect(row).toContainText("允景洪街道");
  await expect(row).toContainText("138****4021");
  await accessible(page);

  await page.getByRole("link", { name: "刀美兰" }).click();
  await expect(page).toHaveURL(new RegExp(id));
  await page.goBack();
  await expect.poll(() => heads(page)).toContain("住址");

  await page.getByRole("button", { name: "导出这份名单" }).click();
  const dialog = page.getByRole("dialog", { name: "导出名单" });
  await expect(dialog).toContainText("按当前的列、条件和顺序导出");
  const sent = page.waitForRequest((request) => request.postData()?.includes("person.export") ?? false);
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "导出", exact: true }).click();
  expect((JSON.parse((await sent).postData() ?? "") as { args: unknown }).args).toMatchObject({
    full: false, sort: "name", columns: ["name", "birth", "phones", "state", "age", "address"],
  });
  await download;
  await expect(dialog).toContainText("已导出 1 人");
  await dialog.getByText("完整号码，全部栏目").click();
  await expect(dialog.getByRole("checkbox", { name: "只导出当前显示的列" })).not.toBeChecked();
  await accessible(page);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "选择列" }).click();
  await drawer.getByRole("button", { name: "恢复默认" }).click();
  await drawer.getByRole("button", { name: "按这些列显示" }).click();
  await expect(page).not.toHaveURL(/cols=/);
});

test("a wide list scrolls sideways, and whose row it is stays in sight", async ({ page, centre, logIn, accessible }) => {
  await centre.importRoster();
  await logIn();
  const keys = (await centre.call("person.fields", null)).slice(0, 30).map((field) => field.key);
  await page.goto(`${centre.url}/#/people?cols=${keys.join(",")},nothing`);
  await expect(page.getByText("共 60 人")).toBeVisible();
  await expect.poll(async () => (await heads(page)).length).toBe(30);
  const list = page.getByRole("region", { name: "人员" });
  const name = list.locator("tbody a").first();
  const at = (await name.boundingBox())!.x;
  await list.evaluate((scroller) => scroller.scrollTo({ left: 900 }));
  await expect.poll(async () => (await name.boundingBox())!.x).toBe(at);
  await expect(page.getByRole("button", { name: "选择列" })).toBeVisible();
  await accessible(page);
});

test("a list is kept under a name, found again, written anew and taken away", async ({ page, centre, logIn, accessible }) => {
  await centre.addPerson({ name: "刀美兰", sex: "女", birth: "1941-02-03" });
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  await logIn();
  await page.goto(`${centre.url}/#/people?also=birth:age_from:80&sort=birth&cols=name,age`);
  await expect(page.getByText("共 1 人")).toBeVisible();
  await page.getByRole("button", { name: "保存视图" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "保存当前视图" });
  const name = dialog.getByLabel("视图名称");
  await expect(name).toBeFocused();
  await accessible(page);
  await name.fill("八十岁以上");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const menu = page.getByRole("combobox", { name: "视图", exact: true });
  await expect(page.getByRole("button", { name: "移除视图 八十岁以上" })).toBeVisible();
  await accessible(page);

  await page.getByRole("button", { name: "清除条件" }).click();
  await expect(page.getByText("共 2 人")).toBeVisible();
  await expect(page.getByRole("button", { name: "移除视图 八十岁以上" })).toBeHidden();
  await menu.click();
  await page.getByRole("option", { name: "八十岁以上" }).click();
  await expect(page.getByText("共 1 人")).toBeVisible();
  expect(await heads(page)).toEqual(["姓名", "周岁"]);

  await page.getByRole("combobox", { name: "性别" }).click();
  await page.getByRole("option", { name: "女", exact: true }).click();
  await page.getByRole("button", { name: "保存视图" }).click();
  await name.fill("八十岁以上");
  await expect(dialog).toContainText("已有同名的视图，保存后替换原来的。");
  await accessible(page);
  await dialog.getByRole("button", { name: "替换" }).click();
  await expect(dialog).toBeHidden();
  const views = await centre.call("view.list", { page: "people" });
  expect(views.map((view) => view.value)).toEqual([{ query: { sex: "女", also: ["birth:age_from:80"], sort: "birth", cols: "name,age" } }]);

  await page.getByRole("button", { name: "移除视图 八十岁以上" }).click();
  const ask = page.getByRole("dialog", { name: "移除这个视图" });
  await expect(ask).toContainText("人员资料不受影响");
  await ask.getByRole("button", { name: "移除视图" }).click();
  await expect(menu).toBeHidden();
  await expect(page.getByRole("button", { name: "保存视图" })).toBeVisible();
});

test("who came this year, and since when somebody is in the party, is asked and shown", async ({ page, centre, logIn, accessible }) => {
  const one = await centre.addPerson({ name: "岩温罕", party_join: "1970-05-01" });
  await centre.addPerson({ name: "刀美兰", party_join: "1999-05-01" });
  await centre.call("checkin.person", { person: one });
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "人员" }).click();
  await page.getByRole("button", { name: "更多条件" }).click();
  await page.getByLabel("第 1 个条件的项目").selectOption({ label: "党龄（年）" });
  await expect(page.getByLabel("第 1 个条件怎么比")).toHaveValue("least");
  await page.getByLabel("第 1 个条件的内容").fill("50");
  await page.getByRole("button", { name: "加一个条件" }).click();
  await page.getByLabel("第 2 个条件的项目").selectOption({ label: "今年到馆（次）" });
  await page.getByLabel("第 2 个条件的内容").fill("1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "岩温罕" })).toBeVisible();
  await expect(page.getByRole("link", { name: "刀美兰" })).toBeHidden();
  await page.getByRole("button", { name: /选择列/ }).click();
  for (const label of ["党龄（年）", "今年到馆（次）", "最近到馆"]) await page.getByRole("checkbox", { name: label }).press("Space");
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/columns.png` });
  await page.getByRole("button", { name: "按这些列显示" }).press("Enter");
  await expect(page.getByRole("columnheader", { name: "最近到馆" })).toBeVisible();
  await accessible(page);
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/reckoned.png` });
});
