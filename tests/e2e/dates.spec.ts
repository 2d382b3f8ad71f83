import { expect, test } from "./rig";

test("birthdays, round ones, years in the Party, the long absent and what is missing", async ({ page, centre, logIn, accessible }) => {
  const register = (facts: Record<string, string>) => centre.call("person.save", { facts });
  await register({ name: "岩温", birth: "1946-03-20", sex: "男", phones: "13987651234" });
  await register({ name: "玉罕", birth: "1949-03", sex: "女" });
  await register({ name: "李正清", political: "中共党员", party_join: "1976-07-01", full_membership: "1976-07-01" });
  await logIn();
  await page.getByRole("link", { name: "人员", exact: true }).click();
  await page.getByRole("link", { name: "日期名单" }).click();
  await page.getByLabel("开始日期").fill("20260301");
  await page.getByLabel("结束日期").fill("20260331");
  await page.getByRole("button", { name: "查看" }).click();
  const rows = page.getByRole("row");
  await expect(rows.nth(1)).toContainText("03-20");
  await expect(rows.nth(1)).toContainText("岩温");
  await expect(rows.nth(2)).toContainText("3 月，日期不详");
  await expect(rows.nth(2)).toContainText("待核对");
  await expect(page.getByText("13987651234")).toHaveCount(0);
  await accessible(page);

  await page.getByRole("tab", { name: "生日", exact: true }).press("ArrowRight");
  await expect(page.getByRole("tab", { name: "农历生日" })).toBeFocused();
  await page.getByRole("tab", { name: "农历生日" }).press("ArrowRight");
  await expect(page.getByRole("tab", { name: "逢十寿辰" })).toHaveAttribute("aria-selected", "true");
  await page.getByRole("tab", { name: "久未到馆" }).click();
  await expect(page.getByText("从未到馆").first()).toBeVisible();
  await page.getByRole("tab", { name: "缺项" }).click();
  await accessible(page);
  await page.getByRole("link", { name: /^性别缺 1 人/ }).click();
  await expect(page.getByRole("row", { name: /李正清/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("tab", { name: "缺项" })).toHaveAttribute("aria-selected", "true");

  await page.getByRole("tab", { name: "生日", exact: true }).click();
  await page.getByLabel("开始日期").fill("没有");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page.getByRole("alert")).toContainText("日期看不懂");
});

test("the list of people filters by any fact, and keeps it in the address", async ({ page, centre, logIn, accessible }) => {
  const register = (facts: Record<string, string>) => centre.call("person.save", { facts });
  await register({ name: "岩温", birth: "1940-03-20", sex: "男", health: "良好" });
  await register({ name: "玉罕", birth: "1961-03-05", sex: "女" });
  await logIn();
  await page.getByRole("link", { name: "人员", exact: true }).click();
  await page.getByRole("button", { name: "更多条件" }).click();
  await page.getByLabel("第 1 个条件的项目").selectOption({ label: "出生日期" });
  await expect(page.getByLabel("第 1 个条件怎么比")).toHaveValue("age_from");
  await page.getByLabel("第 1 个条件的内容").fill("80");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /岩温/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /玉罕/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "更多条件 · 1" })).toBeVisible();
  await accessible(page);
  await page.getByRole("link", { name: "岩温" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("岩温");
  await page.goBack();
  await expect(page.getByLabel("第 1 个条件的内容")).toHaveValue("80");
  await page.getByLabel("第 1 个条件的内容").fill("老");
  await page.getByRole("button", { name: "按条件查找" }).click();
  await expect(page.getByRole("alert")).toContainText("年龄请填 0 到 150 的整数");
  await page.getByRole("button", { name: "去掉第 1 个条件" }).click();
  await expect(page.getByRole("row", { name: /玉罕/ })).toBeVisible();
});
