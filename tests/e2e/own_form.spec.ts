import type { Page } from "@playwright/test";
import { expect, test } from "./rig";

const OURS = "事业单位离休干部基本情况统计表";
const OWN = "直属事业单位离休干部表";

/** As somebody without a mouse does. */
async function press(page: Page, name: string | RegExp, role: "button" | "link" | "tab" = "button") {
  const one = page.getByRole(role, { name, exact: typeof name === "string" });
  await one.focus();
  await page.keyboard.press("Enter");
}

test("a form is copied, changed and counted by keyboard, goes out as a file, is removed, comes back", async ({ page, centre, logIn, accessible }) => {
  await centre.call("unit.save", { name: "测试事业单位", nature: "事业" });
  const facts = { retirement_kind: "离休", retire: "1991-01-01", work_start: "1947-05-01", unit: "测试事业单位" };
  await centre.addPerson({ name: "玉香罕", sex: "女", birth: "1931-01-02", ...facts });
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1930-03-04", ...facts });
  await logIn();
  await page.getByRole("link", { name: "统计上报" }).click();
  await press(page, "报表样式", "link");
  await expect(page.getByText("还没有自编的报表")).toBeVisible();
  await accessible(page);

  // A copy is nothing yet; it begins at its title.
  await press(page, `复制为自编：${OURS}`, "link");
  const title = page.getByLabel("标题");
  await expect(title).toBeFocused();
  await expect(title).toHaveValue(`${OURS}（自编）`);
  await page.keyboard.insertText(OURS);
  const preview = page.getByRole("region", { name: "纸面样子" });
  await expect(preview.getByRole("row", { name: "其中：女" })).toBeVisible();

  // The second row goes.
  const rows = page.getByRole("list", { name: "行" });
  await rows.getByRole("button", { name: /总计/ }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows.getByRole("button", { name: /其中：女/ })).toBeFocused();
  await press(page, "移除");
  await expect(preview.getByRole("row", { name: "其中：女" })).toBeHidden();
  await expect(page.getByRole("button", { name: "移除", exact: true })).toBeDisabled();

  // A column more: the women of the total.
  await press(page, /^列 15/, "tab");
  await accessible(page);
  await press(page, "加一列");
  await expect(page.getByLabel("列名称")).toBeFocused();
  await page.keyboard.insertText("其中女同志");
  await expect(preview.getByRole("columnheader", { name: "其中女同志" })).toBeVisible();
  await page.getByLabel("条件：加一个条件").focus();
  await page.getByLabel("条件：加一个条件").selectOption("性别");
  // Begun and not finished it is not saved.
  await press(page, "保存");
  await expect(page.getByText("“其中女同志”的条件“性别”还没有选取值，请选好或去掉。")).toBeVisible();
  await press(page, "女");
  await expect(page.getByRole("button", { name: "女", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText("还没有选取值")).toBeHidden();
  await page.getByLabel("口径").fill("截至时点在册、单位性质为“事业”的离休干部中的女同志。");
  await accessible(page);

  // What a rule names is not taken away without a word.
  await page.getByRole("list", { name: "列" }).getByRole("button", { name: /中共党员/ }).focus();
  await page.keyboard.press("Enter");
  await press(page, "移除");
  const asked = page.getByRole("dialog", { name: "移除“中共党员”" });
  await expect(asked).toContainText("审核关系“中共党员不大于总数”一并移除");
  await accessible(page);
  await asked.getByRole("button", { name: "移除" }).click();
  await expect(page.getByRole("tab", { name: "列 15" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "审核关系 11" })).toBeVisible();

  // A title that is taken is refused beside it.
  await press(page, "保存");
  await expect(page.getByText("已有同名的报表，请换一个标题。")).toBeVisible();
  await expect(title).toBeFocused();
  await accessible(page);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(OWN);

  // Leaving asks first.
  await page.keyboard.press("Escape");
  const leaving = page.getByRole("dialog", { name: "报表还没有保存" });
  await leaving.getByRole("button", { name: "取消" }).click();
  await expect(leaving).toBeHidden();
  await expect(title).toHaveValue(OWN);
  await title.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(`已保存：${OWN}`)).toBeVisible();
  await accessible(page);

  // It stands among the tabs with its figure.
  await press(page, "查看数字", "link");
  await expect(page.getByRole("heading", { name: OWN })).toBeVisible();
  await expect(page.getByRole("tab", { name: OWN })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("button", { name: /^总计，总数 2 人/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /^总计，其中女同志 1 人/ })).toBeVisible();
  await accessible(page);

  // Out as a file, away, and in again.
  await press(page, "报表样式", "link");
  const download = page.waitForEvent("download");
  await press(page, `导出样式：${OWN}`);
  const file = await download;
  expect(file.suggestedFilename()).toBe(`${OWN}.json`);
  const path = await file.path();
  const choosing = page.waitForEvent("filechooser");
  await press(page, "导入样式");
  await (await choosing).setFiles(path);
  const importing = page.getByRole("dialog", { name: "导入报表样式" });
  await expect(importing.getByLabel(/保存为替换/)).toBeChecked();
  await importing.getByLabel(/另存为新的一张/).check();
  await importing.getByRole("button", { name: "保存" }).click();
  await expect(importing.getByText("已有同名的报表，请换一个标题。")).toBeVisible();
  await accessible(page);
  await importing.getByRole("textbox", { name: "标题" }).fill("另一张");
  await page.keyboard.press("Enter");
  await expect(page.getByText("已保存：另一张")).toBeVisible();

  await press(page, `移除：${OWN}`);
  const removing = page.getByRole("dialog", { name: "移除自编报表" });
  await removing.getByRole("button", { name: "移除" }).click();
  await expect(page.getByText(`已移除“${OWN}”。`)).toBeVisible();
  await expect(page.getByRole("link", { name: `编辑：${OWN}` })).toHaveCount(0);
  await accessible(page);
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(page.getByRole("link", { name: `编辑：${OWN}` })).toBeVisible();

  // Opened again it is as it was saved, and a list of figures opens too.
  await press(page, `编辑：${OWN}`, "link");
  await expect(page.getByRole("tab", { name: "列 15" })).toBeVisible();
  await page.goto(`${centre.url}/#/report/forms/centre_annual?copy=1`);
  await expect(page.getByRole("tab", { name: /^指标 / })).toBeVisible();
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
});

test("who makes returns writes forms, removes one and takes that back; who only looks does not", async ({ page, centre, logIn, accessible }) => {
  await centre.call("operator.add", { name: "小王", password: "chakan-2026", role: "view" });
  await centre.call("operator.add", { name: "小李", password: "tongji-2026", role: "report" });
  await logIn({ operator: "小李", password: "tongji-2026" });
  await page.goto(`${centre.url}/#/report/forms/meetings?copy=1`);
  await page.getByLabel("标题").fill("本州三会一课");
  await expect(page.getByText(/^按“组织或团队”逐项列行$/).first()).toBeVisible();

  // A sum of two columns in place of one, and the row for each word stays as it is.
  await press(page, /^列 /, "tab");
  await press(page, "加一列");
  await page.keyboard.insertText("大会和支委会");
  await page.getByLabel("数什么").selectOption("几列相加");
  await page.getByLabel("加一列到和里").selectOption("支部党员大会");
  await page.getByLabel("加一列到和里").selectOption("支部委员会");
  await expect(page.getByRole("button", { name: "不再相加：支部委员会" })).toBeVisible();
  await accessible(page);
  await press(page, "保存");
  await expect(page.getByText("已保存：本州三会一课")).toBeVisible();
  await press(page, "移除：本州三会一课");
  await page.getByRole("dialog").getByRole("button", { name: "移除" }).click();
  await expect(page.getByRole("link", { name: "编辑：本州三会一课" })).toHaveCount(0);
  await page.getByRole("button", { name: /^撤销/ }).click();
  await expect(page.getByRole("link", { name: "编辑：本州三会一课" })).toBeVisible();

  await page.reload();
  await logIn({ operator: "小王", password: "chakan-2026" });
  await page.getByRole("link", { name: "统计上报" }).click();
  await expect(page.getByRole("heading", { name: "中心年度工作情况统计表" })).toBeVisible();
  await expect(page.getByRole("link", { name: "报表样式" })).toHaveCount(0);
  await page.goto(`${centre.url}/#/report/forms`);
  await expect(page.getByRole("heading", { name: "报表样式" })).toHaveCount(0);
});
