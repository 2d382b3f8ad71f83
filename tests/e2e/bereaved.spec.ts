import { expect, test } from "./rig";

test("those left behind are listed, called and followed up", async ({ page, centre, logIn, accessible }) => {
  const died = await centre.addPerson({ name: "刀美兰", sex: "女", branch: "财贸离退休党支部" });
  const other = await centre.addPerson({ name: "岩温罕", sex: "男", emergency_name: "岩叫", emergency_relation: "儿子", emergency_phones: "13800001111" });
  await centre.call("relative.save", { person: died, name: "玉香", relation: "女儿", phones: "13987654321", emergency: true, alive: true });
  await centre.call("relative.save", { person: died, name: "岩光", relation: "配偶", emergency: false, alive: false });
  await logIn();
  await page.getByRole("link", { name: "人员", exact: true }).click();
  await page.getByRole("link", { name: "日期名单" }).click();
  await page.getByRole("tab", { name: "遗属跟进" }).click();
  await expect(page.getByText("去世不到一年的同志会出现在这里")).toBeVisible();
  await accessible(page);

  await centre.call("person.change_state", { id: died, state: "去世", since: "2026-01" });
  await centre.call("person.change_state", { id: other, state: "去世" });
  const list = page.getByRole("list", { name: "待跟进" });
  const line = list.locator("> li", { hasText: "刀美兰" });
  await expect(line).toContainText("财贸离退休党支部");
  await expect(line).toContainText("2026-01 去世");
  await expect(line).toContainText("139****4321");
  await expect(line).not.toContainText("岩光");
  const second = list.locator("> li", { hasText: "岩温罕" });
  await expect(second).toContainText("去世时间未填");
  await expect(second).toContainText("岩叫（儿子） 138****1111");
  await line.getByRole("button", { name: "查看 玉香 的电话" }).press("Enter");
  await expect(line).toContainText("13987654321");
  await accessible(page);

  // At twice the size everything still stands within the page.
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await expect.poll(() => page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth)).toBe(0);
  await page.evaluate(() => delete document.documentElement.dataset.scale);

  const note = line.getByLabel("跟进情况");
  await note.press("Enter");
  await expect(note).toHaveAttribute("aria-invalid", "true");
  await note.fill("已上门慰问，抚恤手续已交代");
  await note.press("Enter");
  await expect(page.getByText("刀美兰 的遗属跟进已办结")).toBeVisible();
  await expect(line).toHaveCount(0);
  await accessible(page);
  await page.getByRole("button", { name: "已办结" }).press("Enter");
  await expect(page.getByRole("list", { name: "已办结" })).toContainText("已上门慰问，抚恤手续已交代");
  await accessible(page);
  await page.getByRole("link", { name: "刀美兰" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("刀美兰");
  await page.goBack();
  await expect(page.getByRole("tab", { name: "遗属跟进" })).toHaveAttribute("aria-selected", "true");
});

test("who only reads sees whom to call, and neither calls nor closes", async ({ page, centre, logIn, accessible }) => {
  const died = await centre.addPerson({ name: "刀美兰", sex: "女" });
  await centre.call("relative.save", { person: died, name: "玉香", relation: "女儿", phones: "13987654321", emergency: true, alive: true });
  await centre.call("person.change_state", { id: died, state: "去世" });
  await centre.call("operator.add", { name: "小李", role: "view", password: "xiaoli-2026" });
  await logIn({ operator: "小李", password: "xiaoli-2026" });
  await page.goto(`${centre.url}/#/people/dates?list=bereaved`);
  await expect(page.getByText("139****4321")).toBeVisible();
  await expect(page.getByRole("button", { name: /^查看 玉香|^办结 / })).toHaveCount(0);
  await page.getByRole("link", { name: "刀美兰" }).click();
  await page.getByRole("tab", { name: "亲属与紧急联系人" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("玉香");
  await expect(page.getByRole("tabpanel").getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /照片|留通知/ })).toHaveCount(0);
  await accessible(page);
});
