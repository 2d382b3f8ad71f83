import type { Page } from "@playwright/test";
import { expect, test } from "./rig";
import { workbook } from "./workbook";

const table = (page: Page) => page.getByRole("region", { name: "表格里的行" });
const line = (page: Page, row: number) => table(page).getByRole("row").filter({ has: page.getByRole("checkbox", { name: `登记第 ${row} 行` }) });

async function choose(page: Page, name: string, buffer: Buffer) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "从表格登记", exact: true }).press("Enter");
  await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer });
}

test.beforeEach(async ({ centre }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1951-02" });
});

test("a pool kept in a workbook is looked at, taken in and taken back", async ({ page, centre, logIn, accessible }) => {
  await logIn();
  await page.goto(`${centre.url}/#/talents`);
  await choose(page, "人才库.xlsx", workbook("花名册", [
    ["序号", "姓名", "主类别", "专业特长", "可服务的星期", "入库时间", "状态"],
    ["1", "岩温罕", "医疗卫生", "中医义诊", "周一、周四", "2024.3.1", "入库"],
    ["2", "玉罕", "算命", "", "", "", ""],
  ]));
  await expect(page.getByRole("dialog", { name: "从表格登记银发人才库" })).toBeVisible();
  await expect(line(page, 2)).toContainText("可以登记");
  await expect(line(page, 3)).toContainText("主类别请从列表中选择。");
  await accessible(page);
  await table(page).focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("已登记 1 行")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("talent-total")).toContainText("1");
  await expect(page.getByRole("region", { name: "人才库名单" })).toContainText("中医义诊");
  await accessible(page);
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("region", { name: "人才库名单" })).not.toContainText("中医义诊");
});

test("members of teams come from a workbook, and a team that is new is made with them", async ({ page, centre, logIn, accessible }) => {
  await logIn();
  await page.goto(`${centre.url}/#/organizations?tab=teams`);
  await choose(page, "团队.xlsx", workbook("名册", [
    ["团队名称", "团队类别", "姓名", "职务", "加入日期"],
    ["义诊队", "义诊咨询", "岩温罕", "队长", "2020.5.1"],
    ["棋社", "", "玉罕", "", ""],
  ]));
  await expect(line(page, 3)).toContainText("没有这个团队，要新建请填团队类别。");
  // Mended in its own form.
  await page.getByRole("button", { name: "修改第 3 行" }).press("Enter");
  await page.getByRole("dialog").last().getByLabel("团队类别").fill("社团");
  await page.keyboard.press("Enter");
  await expect(line(page, 3)).toContainText("可以登记");
  await accessible(page);
  await table(page).focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("link", { name: "棋社", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "义诊队", exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: "岩温罕" })).toContainText("队长");
});
