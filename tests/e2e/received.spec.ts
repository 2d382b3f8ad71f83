import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./rig";
import { workbook } from "./workbook";

const look = process.env.YINHUI_LOOK;
const TITLE = "离休干部两年数字变化情况统计表";
const HEADS = ["上年12月底离休干部总数", "本年度内办理离休手续干部数", "本年度内去世离休干部数", "本年12月底应有离休干部数", "本年12月底实有离休干部数", "实有数与应有数之差"];
const ROWS: [string, number[]][] = [
  ["总计", [9, 1, 2, 8, 8, 0]],
  ["机关", [5, 1, 1, 5, 5, 0]],
  ["事业单位", [3, 0, 1, 2, 2, 0]],
  ["企业", [1, 0, 0, 1, 1, 0]],
  ["未定", [0, 0, 0, 0, 0, 0]],
];

test("a paper form is typed, what is wrong in it is named, a workbook is read beside it, and the sum is opened and exported", async ({ page, centre, logIn, accessible }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1930-03-04", retirement_kind: "离休", retire: "1991-01-01", work_start: "1947-05-01" });
  await logIn();
  await page.goto(`${centre.url}/#/report?year=2025`);
  await page.getByRole("link", { name: "下级报表" }).click();
  await expect(page.getByText("2025 年还没有收到这张表。")).toBeVisible();
  await accessible(page);

  // Typed as it lies on the table, one figure wrong and one no number.
  await page.getByRole("button", { name: "录入", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "填报单位" })).toBeFocused();
  await page.keyboard.insertText("第一分中心");
  await page.getByLabel(`总计，${HEADS[0]}`).focus();
  for (const [column, head] of HEADS.entries()) {
    await page.getByLabel(`总计，${head}`).focus();
    for (const [, figures] of ROWS) {
      await page.keyboard.insertText(String(figures[column]));
      await page.keyboard.press("Enter");
    }
  }
  await page.getByLabel(`事业单位，${HEADS[0]}`).fill("4");
  await page.getByLabel(`机关，${HEADS[4]}`).fill("五");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("有 1 格不是整数，请改正。")).toBeVisible();
  await expect(page.getByLabel(`机关，${HEADS[4]}`)).toBeFocused();
  await accessible(page);
  if (look) writeFileSync(join(look, "received-typing.png"), await page.screenshot());
  await page.keyboard.insertText("5");
  await page.keyboard.press("Control+s");
  const senders = page.getByRole("list", { name: "填报单位" });
  await expect(senders.getByRole("button", { name: /第一分中心/ })).toContainText("错误 2");
  const checks = page.getByRole("region", { name: "校核" });
  await checks.getByRole("button", { name: /总计 = 机关/ }).click();
  await expect(page.locator("[data-cell='institution.last'].marked")).toBeVisible();
  await accessible(page);
  if (look) writeFileSync(join(look, "received-wrong.png"), await page.screenshot());

  // What was typed is put right; leaving it half done is asked about, whichever way.
  await page.getByRole("button", { name: "修改" }).click();
  await page.getByLabel(`事业单位，${HEADS[0]}`).fill("3");
  const leaving = page.getByRole("dialog", { name: "有改动还没有保存" });
  const ways = [() => senders.getByRole("button", { name: /汇总/ }).click(), () => page.getByLabel("年度", { exact: true }).selectOption("2024"), () => page.getByLabel("报表", { exact: true }).selectOption({ label: "退休干部基本情况统计表" })];
  for (const way of ways) {
    await way();
    await leaving.getByRole("button", { name: "取消" }).click();
    await expect(leaving).toBeHidden();
    await expect(page.getByLabel("年度", { exact: true })).toHaveValue("2025");
    await expect(page.getByLabel("报表", { exact: true })).toHaveValue("f1");
    await expect(page.getByLabel(`事业单位，${HEADS[0]}`)).toHaveValue("3");
  }
  await page.getByRole("button", { name: "保存" }).click();
  await expect(senders.getByRole("button", { name: /第一分中心/ })).toContainText("关系成立");

  // Another unit sends a workbook, one row of which is none of the form's.
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "从 Excel 导入" }).click();
  const lines = ROWS.map(([label, figures], i) => [label, String(i + 1), ...figures.map(String)]);
  const book = workbook("离休", [[TITLE], ["填报单位（盖章）：第二分中心"], ["截止日期：2025年12月31日"], ["项目", "编号", ...HEADS], ...lines, ["乡镇", "6", "7"]]);
  await (await choosing).setFiles({ name: "二分中心.xlsx", mimeType: "application/octet-stream", buffer: book });
  const dialog = page.getByRole("dialog", { name: "认出 1 张报表" });
  await expect(dialog.getByLabel(`填报单位：${TITLE}`)).toHaveValue("第二分中心");
  await expect(dialog.getByText("“乡镇”不在这张表里，没有读入")).toBeVisible();
  await dialog.getByLabel(`填报单位：${TITLE}`).fill("第一分中心");
  await expect(dialog.getByText("这个单位已有这张表，导入后替换。")).toBeVisible();
  await dialog.getByLabel(`填报单位：${TITLE}`).fill("第二分中心");
  await accessible(page);
  if (look) writeFileSync(join(look, "received-import.png"), await page.screenshot());
  await dialog.getByRole("button", { name: "导入 1 张" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("已导入 1 张报表。")).toBeVisible();
  await senders.getByRole("button", { name: /汇总（2 个单位）/ }).click();
  await page.locator("[data-cell='total.actual']").click();
  const parts = page.getByRole("list", { name: "各单位的数字" });
  await expect(parts.getByRole("listitem")).toHaveText(["第一分中心8", "第二分中心8"]);
  await expect(page.locator("[data-cell='total.actual']")).toContainText("16");
  await accessible(page);
  if (look) writeFileSync(join(look, "received-sum.png"), await page.screenshot());
  await page.keyboard.press("Escape");
  await expect(parts).toBeHidden();
  await page.getByLabel("汇总里加上本中心的数字").check();
  await expect(page.getByRole("region", { name: TITLE })).toContainText("汇总（3 个单位）");
  await expect(page.locator("[data-cell='total.actual']")).toContainText("17");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出汇总" }).click();
  expect((await download).suggestedFilename()).toBe(`2025年度${TITLE}汇总.xlsx`);

  // Taken away, and back again by one key.
  await senders.getByRole("button", { name: /第二分中心/ }).click();
  await page.getByRole("button", { name: "移除", exact: true }).click();
  const asked = page.getByRole("dialog", { name: "移除" });
  await asked.getByRole("button", { name: "移除" }).click();
  await expect(page.getByText("已移除“第二分中心”的报表。")).toBeVisible();
  await expect(asked).toBeHidden();
  await expect(senders.getByRole("button", { name: /第二分中心/ })).toBeHidden();
  await page.keyboard.press("Control+z");
  await expect(senders.getByRole("button", { name: /第二分中心/ })).toBeVisible();
});
