import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";
import { workbook } from "./workbook";

const total = (page: Page) => page.getByTestId("ledger-total");
const sums = (page: Page) => page.getByTestId("sums");
const drawer = (page: Page) => page.getByRole("dialog", { name: "从表格登记走访慰问" });
const table = (page: Page) => page.getByRole("region", { name: "表格里的行" });
const line = (page: Page, row: number) => table(page).getByRole("row").filter({ has: page.getByRole("checkbox", { name: `登记第 ${row} 行` }) });
const tick = (page: Page, row: number) => page.getByRole("checkbox", { name: `登记第 ${row} 行` });
const mending = (page: Page, row: number) => page.getByRole("dialog", { name: `第 ${row} 行`, exact: true });
const said = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });
const beyond = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const dayFrom = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

const HEADS = ["序号", "走访时间", "姓名", "联系电话", "类型", "慰问金", "经费来源"];
const ROWS = [
  HEADS,
  ["1", dayFrom(-40).replaceAll("-", "."), "岩温罕", "", "节日慰问", "500", "县财政"],
  ["2", dayFrom(-39), "玉罕", "13800002222", "节日慰问", "1,200.50", ""],
  ["3", dayFrom(-38), "玉罕", "", "节日慰问", "500", ""],
  ["4", dayFrom(-37), "没有这人", "", "节日慰问", "500", ""],
  ["5", "去年冬天", "岩温罕", "", "看电影", "100", ""],
  ["6", dayFrom(-5), "刀建国", "", "日常走访", "300", ""],
  ["", "", "合计", "", "", "3100.5", ""],
];

async function people(centre: Program) {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1951-02", phones: "13800001111" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1960-08", phones: "13800002222" });
  return centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11" });
}

/** By the button, as with any file. */
async function choose(page: Page, name: string, buffer: Buffer, button = "从表格登记") {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button, exact: true }).press("Enter");
  await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer });
}

test("lines of a workbook are looked at, mended and written as one act, which is taken back", async ({ page, centre, logIn, accessible }) => {
  const gone = await people(centre);
  await logIn();
  await page.goto(`${centre.url}/#/services`);
  await expect(total(page)).toHaveText("0 次走访 · 0 人");
  await choose(page, "走访登记.xlsx", workbook("2026年", ROWS));
  await expect(drawer(page).getByTestId("file-sheet")).toHaveText("走访登记.xlsx · 工作表“2026年” · 6 行");
  await expect(drawer(page).getByTestId("untaken")).toContainText("这些列没有读入：经费来源。");
  await expect(table(page)).toBeFocused();
  await expect(line(page, 2)).toContainText(dayFrom(-40));
  await expect(line(page, 2)).toContainText("可以登记");
  await expect(line(page, 4)).toContainText("不能确定是哪一位");
  await expect(line(page, 5)).toContainText("这位没有登记过");
  await expect(tick(page, 2)).toBeChecked();
  await expect(tick(page, 4)).toBeDisabled();
  await expect(page.getByRole("button", { name: "登记 3 行" })).toBeEnabled();
  await accessible(page);

  // By the keyboard: the cursor, the box, what is to be mended.
  await page.keyboard.press("Space");
  await expect(tick(page, 2)).not.toBeChecked();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(line(page, 3)).toHaveAttribute("aria-current", "true");
  await page.getByRole("button", { name: "有问题 3" }).press("Enter");
  await expect(table(page).locator("tbody tr")).toHaveCount(3);
  const asked = page.getByRole("combobox", { name: "第 4 行是哪一位" });
  await expect(asked.getByRole("option")).toHaveText(["玉罕：选一位", /^玉罕 · 女 · 1951-02/, /^玉罕 · 女 · 1960-08/, "都不是，另外查找…"]);
  await asked.selectOption({ index: 1 });
  await expect(page.getByRole("button", { name: "登记 4 行" })).toBeVisible();
  await expect(page.getByRole("button", { name: "有问题 2" })).toBeVisible();

  await table(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(mending(page, 5)).toContainText("这位没有登记过");
  await expect(mending(page, 5)).toContainText("表里的走访对象：没有这人");
  await expect(mending(page, 5).getByLabel("走访对象", { exact: true })).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("djg", { delay: 70 });
  await expect(mending(page, 5).getByRole("listbox").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(mending(page, 5).getByLabel("走访对象", { exact: true })).toHaveValue("刀建国");
  await page.keyboard.press("Enter");
  await expect(mending(page, 5)).toBeHidden();
  await expect(table(page).locator("tbody tr")).toHaveCount(1);
  await expect(table(page)).toBeFocused();

  // Nothing leaves the form that cannot be written.
  await page.keyboard.press("Enter");
  await expect(mending(page, 6)).toContainText("走访日期看不懂");
  await expect(mending(page, 6)).toContainText("类型没有“看电影”，请从列表里选。");
  await expect(mending(page, 6).getByLabel("走访日期", { exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(mending(page, 6)).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(dayFrom(-36).replaceAll("-", ""));
  await mending(page, 6).getByLabel("类型", { exact: true }).selectOption("日常走访");
  await expect(mending(page, 6).getByText("请从列表里选。")).toBeHidden();
  await mending(page, 6).getByLabel("慰问金（元）", { exact: true }).fill("一百");
  await page.keyboard.press("Enter");
  await expect(mending(page, 6)).toBeHidden();
  await expect(page.getByText("没有有问题的行")).toBeVisible();
  await page.getByRole("button", { name: "全部 6" }).press("Enter");
  await accessible(page);

  // Refused by the server: the sentence in its row, everything kept, nothing written.
  await centre.call("person.change_state", { id: gone, state: "去世", since: dayFrom(-20) });
  await page.keyboard.press("Control+Enter");
  await expect(drawer(page).getByRole("alert")).toContainText("一行也没有写入");
  await expect(line(page, 6)).toContainText("慰问金（元）请填数字");
  await expect(tick(page, 6)).not.toBeChecked();
  expect((await centre.call("ledger.list", { filter: {}, offset: 0, limit: 10 })).total).toBe(0);
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(mending(page, 6)).toContainText("慰问金（元）请填数字");
  await mending(page, 6).getByLabel("慰问金（元）", { exact: true }).fill("100");
  await page.keyboard.press("Enter");
  await expect(mending(page, 6)).toBeHidden();
  await page.keyboard.press("Control+Enter");
  await expect(line(page, 7)).toContainText("这位同志登记为去世");
  await expect(table(page)).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(said(page, "已登记 5 行；还有 1 行有问题")).toBeVisible();
  await expect(page.getByRole("button", { name: "已登记过 5" })).toBeVisible();
  await accessible(page);

  // What was written is no longer at stake: the drawer closes without asking.
  await page.keyboard.press("Escape");
  await expect(drawer(page)).toBeHidden();
  await expect(said(page, "已登记 5 条。")).toBeVisible();
  await expect(total(page)).toHaveText("5 次走访 · 4 人");
  await expect(sums(page)).toContainText("2,800.50");
  await accessible(page);
  await page.keyboard.press("Control+z");
  await expect(said(page, "已撤销刚才登记的 5 条。")).toBeVisible();
  await expect(total(page)).toHaveText("0 次走访 · 0 人");
});

test("the same workbook again brings nothing new; what was decided is not lost without a word; what cannot be read says why", async ({ page, centre, logIn, accessible }) => {
  await people(centre);
  await centre.call("operator.add", { name: "前台小李", role: "desk", password: "yinhui-2026" });
  await logIn({ operator: "前台小李", password: "yinhui-2026" });
  await page.goto(`${centre.url}/#/services`);
  const good = workbook("走访", ROWS.slice(0, 3));
  await choose(page, "走访.xlsx", good);
  await expect(page.getByRole("button", { name: "登记 2 行" })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(drawer(page)).toBeHidden();
  await expect(said(page, "已登记 2 条。")).toBeVisible();
  await expect(total(page)).toHaveText("2 次走访 · 2 人");

  await choose(page, "走访.xlsx", workbook("走访", ROWS));
  await expect(line(page, 2)).toContainText("已登记过");
  await expect(tick(page, 2)).not.toBeChecked();
  await page.getByRole("button", { name: "已登记过 2" }).press("Enter");
  await expect(table(page).locator("tbody tr")).toHaveCount(2);
  await page.getByRole("button", { name: "全部 6" }).press("Enter");
  await page.getByRole("combobox", { name: "第 4 行是哪一位" }).selectOption({ label: "都不是，另外查找…" });
  await expect(mending(page, 4).getByRole("button", { name: /^玉罕 · 女 · 1951-02/ })).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(mending(page, 4).getByText(/女 · 1960-08/).first()).toBeVisible();
  await mending(page, 4).getByRole("button", { name: "改好了" }).press("Enter");
  await expect(line(page, 4)).toContainText("可以登记");
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "表里的改动还没有登记" });
  await expect(question).toContainText("有 1 行改过、选过人，还没有登记。");
  await accessible(page);
  await question.getByRole("button", { name: "取消" }).press("Enter");
  await expect(line(page, 4)).toContainText("可以登记");

  // Large letters on the same screen.
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  expect(await beyond(page)).toBe(0);
  await page.evaluate(() => delete document.documentElement.dataset.scale);

  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "换一个文件" }).press("Enter");
  await question.getByRole("button", { name: "不登记这些" }).press("Enter");
  await (await chooser).setFiles({ name: "没有日期.xlsx", mimeType: "application/octet-stream", buffer: workbook("表", [["姓名", "慰问金"], ["岩温罕", "500"]]) });
  await expect(drawer(page).getByRole("alert")).toContainText("没有找到“走访日期”一栏");
  await accessible(page);
  await choose(page, "空的.xlsx", workbook("表", [HEADS]), "换一个文件");
  await expect(page.getByText("表里没有可以登记的行")).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(drawer(page)).toBeHidden();
});

test("thousands of lines are gone through by the keyboard, and who may only look has no way to write", async ({ page, centre, logIn }) => {
  await people(centre);
  await centre.call("operator.add", { name: "李新", role: "view", password: "yinhui-2026" });
  await logIn();
  await page.goto(`${centre.url}/#/services`);
  const many = Array.from({ length: 1200 }, (_, i) => [String(i + 1), dayFrom(-i), "岩温罕", "", "日常走访", String(i + 1), ""]);
  await choose(page, "多.xlsx", workbook("走访", [HEADS, ...many]));
  await expect(page.getByRole("button", { name: "登记 1,200 行" })).toBeVisible();
  await page.keyboard.press("End");
  await expect(line(page, 1201)).toHaveAttribute("aria-current", "true");
  expect(await table(page).locator("tbody tr").count()).toBeLessThan(100);
  await page.getByRole("checkbox", { name: "选上全部可以登记的行" }).press("Space");
  await expect(page.getByRole("button", { name: "登记 0 行" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(drawer(page)).toBeHidden();
  await page.keyboard.press("Control+l");
  await logIn({ operator: "李新", password: "yinhui-2026" });
  await page.goto(`${centre.url}/#/services`);
  await expect(total(page)).toHaveText("0 次走访 · 0 人");
  await expect(page.getByRole("button", { name: "从表格登记" })).toBeHidden();
});
