import { expect, test } from "./rig";

test("a sheet is made and filled in by keyboard, a wrong value is said beside its field, and the sums stand at the foot", async ({ page, centre, logIn, accessible }) => {
  const branch = (await centre.call("organization.save", { name: "财贸离退休党支部", kind: "党支部", composition: "离退休" })).id;
  await centre.call("organization.save", { name: "教育离退休党支部", kind: "党支部", composition: "离退休" });
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "党组织" }).click();
  await page.getByRole("link", { name: "评分表" }).click();
  await expect(page.getByText("还没有评分表")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "新建评分表" }).click();
  const drawer = page.getByRole("dialog", { name: "新建评分表" });
  await expect(drawer.getByLabel("评分项目")).toBeFocused();
  await page.keyboard.insertText("规范化达标");
  await drawer.getByLabel("年度").fill("2026");
  await drawer.getByLabel("第 1 条 一级指标").fill("组织建设");
  await drawer.getByLabel("第 1 条 考核内容").fill("按期换届，班子健全");
  await drawer.getByLabel("第 1 条 满分").fill("十");
  await page.keyboard.press("Enter");
  await expect(drawer.getByLabel("第 2 条 考核内容")).toBeFocused();
  await page.keyboard.insertText("按月开展主题党日");
  await drawer.getByLabel("第 2 条 满分").fill("7.5");
  await drawer.getByRole("button", { name: "保存" }).click();
  await expect(drawer.getByText("第 1 条的满分请填 0.01 到 1000，最多两位小数。")).toBeVisible();
  await expect(drawer.getByLabel("第 1 条 满分")).toBeFocused();
  await accessible(page);
  await drawer.getByLabel("第 1 条 满分").fill("10");
  await drawer.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存：2026 年 规范化达标")).toBeVisible();
  await expect(page.getByText("共 2 条，满分 17.5 分；已有 0 个党组织填写")).toBeVisible();

  // One organization, item by item.
  await page.getByRole("link", { name: "财贸离退休党支部" }).click();
  await expect(page.getByRole("heading", { name: "财贸离退休党支部" })).toBeVisible();
  const own = (row: number) => page.getByLabel(`第 ${row} 条 自评`);
  await own(1).fill("11");
  await page.keyboard.press("Enter");
  await expect(own(2)).toBeFocused();
  await expect(page.getByText("得分请填 0 到 10（这一条的满分）。")).toBeVisible();
  await expect(own(1)).toHaveAttribute("aria-invalid", "true");
  await own(2).fill("7.5");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("sum-own")).toHaveText("7.5");
  await accessible(page);
  await own(1).fill("9");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("sum-own")).toHaveText("16.5");
  await expect(page.getByText("得分请填 0 到 10")).toBeHidden();
  await page.getByLabel("第 1 条 复评").fill("8");
  await page.getByLabel("第 1 条 佐证材料").fill("换届批复 2026-3 号");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("sum-review")).toHaveText("8");
  const [sheet] = await centre.call("score.sheets", null);
  await expect.poll(async () => (await centre.call("score.get", { sheet: sheet!.id, organization: branch })).rows.map((row) => [row.own, row.review, row.evidence])).toEqual([["9", "8", "换届批复 2026-3 号"], ["7.5", "", ""]]);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出" }).click();
  expect((await download).suggestedFilename()).toBe("2026年度规范化达标评分表.xlsx");

  await page.getByRole("link", { name: "全部党组织的得分" }).click();
  const row = page.getByRole("row", { name: /财贸离退休党支部/ });
  await expect(row).toContainText("16.5");
  await expect(row).toContainText("评了 1 / 2 条");
  await expect(page.getByRole("row", { name: /教育离退休党支部/ })).toBeVisible();
  await accessible(page);

  // Written again, its items stand there; what is scored cannot be taken out.
  await page.getByRole("button", { name: "修改评分表" }).click();
  const again = page.getByRole("dialog", { name: "修改评分表" });
  await expect(again.getByLabel("第 2 条 考核内容")).toHaveValue("按月开展主题党日");
  await again.getByRole("button", { name: "加一条" }).click();
  await page.keyboard.insertText("党员参与志愿服务");
  await again.getByLabel("第 3 条 满分").fill("2.5");
  await again.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("共 3 条，满分 20 分；已有 1 个党组织填写")).toBeVisible();
  await expect(page.getByRole("button", { name: "移除评分表" })).toBeHidden();
});

test("the dues of a month follow from the base by the formula of the settings", async ({ page, centre, logIn, accessible }) => {
  await logIn();
  await page.goto(`${centre.url}/#/services/dues?write=1`);
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("计算基数（元/月）").fill("6000");
  await expect(drawer.getByText("按标准每月应缴 60 元")).toBeVisible();
  await drawer.getByRole("button", { name: "填入金额" }).click();
  await expect(drawer.getByLabel("金额（元）")).toHaveValue("60");
  await accessible(page);
  await page.goto(`${centre.url}/#/settings?at=dues`);
  await page.getByLabel("第 1 档起点（元）").fill("3");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("第一档要从 0 元起。")).toBeVisible();
  await page.getByLabel("第 1 档起点（元）").fill("0");
  await page.getByRole("radio", { name: /分段/ }).check();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await accessible(page);
  expect(await centre.call("ledger.dues", { base: "6000" })).toEqual({ amount: "35" });
});
