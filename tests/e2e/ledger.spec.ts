import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";

const type = (page: Page, keys: string) => page.keyboard.type(keys, { delay: 70 });
const total = (page: Page) => page.getByTestId("ledger-total");
const sums = (page: Page) => page.getByTestId("sums");
const list = (page: Page, ledger: string) => page.getByRole("region", { name: `${ledger}记录` });
const rows = (page: Page) => page.locator("tbody tr");
const form = (page: Page) => page.getByRole("dialog");
const field = (page: Page, label: string) => form(page).getByLabel(label, { exact: true });
const said = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });
const ledgers = (page: Page) => page.getByRole("navigation", { name: "台账" });
const beyond = (page: Page) => page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth);

const dayFrom = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

function visit(centre: Program, person: string, day: string, facts: Record<string, string> = {}) {
  return centre.call("ledger.save", { ledger: "care_visit", day, person, facts: { type: "日常走访", ...facts } });
}

let yan = "";
test.beforeEach(async ({ centre }) => {
  yan = await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03", phones: "13887654021" });
  await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11", phones: "13987651219" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1951-02" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1955-08" });
});

test("visits are written down by keyboard one after another, changed, taken out and put back", async ({ page, logIn, accessible }) => {
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "服务" }).click();
  await expect(page.getByText("还没有走访慰问记录")).toBeVisible();
  await expect(total(page)).toHaveText("0 次走访 · 0 人");
  await accessible(page);

  await page.keyboard.press("n");
  await expect(field(page, "走访对象")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(form(page).getByText("请选择走访对象。").first()).toBeVisible();
  await expect(field(page, "走访对象")).toBeFocused();
  await expect(field(page, "走访对象")).toHaveAttribute("aria-invalid", "true");
  await accessible(page);

  // Two bear one name: nobody is taken for the other.
  await page.keyboard.insertText("玉罕");
  await page.keyboard.press("Enter");
  await expect(form(page).getByRole("alert").filter({ hasText: "有 2 位相符" })).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(form(page).getByText("请从相符的人里选一位。")).toBeVisible();
  await field(page, "走访对象").fill("");
  await type(page, "ywh");
  await expect(form(page).getByRole("listbox").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(field(page, "走访对象")).toHaveValue("岩温罕");
  await expect(field(page, "走访日期")).toBeFocused();
  await page.keyboard.press("Control+a");
  await type(page, dayFrom(-2).replaceAll("-", ""));
  await page.keyboard.press("Enter");
  await expect(form(page).getByText("请填写类型。").first()).toBeVisible();
  await expect(field(page, "类型")).toBeFocused();
  await field(page, "类型").selectOption("节日慰问");
  await field(page, "节日").fill("重阳");
  await field(page, "看望领导").fill("刀副局长");
  await field(page, "慰问金（元）").fill("1200.5");
  await field(page, "反映的问题和诉求").fill("住房漏雨，请社区协调维修；家属希望安装扶手。");
  await accessible(page);
  await page.keyboard.press("Control+Enter");

  // The next one: the day and what was chosen stand already.
  await expect(said(page, `已登记：${dayFrom(-2)} 岩温罕`).first()).toBeVisible();
  await expect(field(page, "走访对象")).toBeFocused();
  await expect(field(page, "走访对象")).toHaveValue("");
  await expect(field(page, "走访日期")).toHaveValue(dayFrom(-2).replaceAll("-", ""));
  await expect(field(page, "类型")).toHaveValue("节日慰问");
  await expect(field(page, "节日")).toHaveValue("重阳");
  await expect(field(page, "慰问金（元）")).toHaveValue("");
  await type(page, "1219");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("今天");
  await field(page, "慰问金（元）").fill("800");
  await page.keyboard.press("Enter");
  await expect(form(page)).toBeHidden();
  await expect(said(page, `已登记：${dayFrom(0)} 刀建国`)).toBeVisible();
  await expect(total(page)).toHaveText("2 次走访 · 2 人");
  await expect(sums(page)).toContainText("2,000.50");
  await expect(ledgers(page).getByRole("link", { name: "走访慰问 2" })).toBeVisible();
  await expect(rows(page).first()).toContainText("刀建国");
  await expect(rows(page).first()).toHaveAttribute("aria-current", "true");
  await accessible(page);

  // Changed: what cannot be is refused and stays as typed.
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "查找" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(list(page, "走访慰问")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(form(page)).toContainText("修改走访慰问");
  await field(page, "慰问金（元）").fill("很多");
  await page.keyboard.press("Enter");
  await expect(form(page).getByText("慰问金（元）请填数字，最多两位小数。").first()).toBeVisible();
  await expect(field(page, "慰问金（元）")).toBeFocused();
  await expect(field(page, "慰问金（元）")).toHaveValue("很多");
  await accessible(page);
  await field(page, "慰问金（元）").fill("900");
  await page.keyboard.press("Enter");
  await expect(form(page)).toBeHidden();
  await expect(said(page, "已修改")).toBeVisible();
  await expect(sums(page)).toContainText("2,100.50");

  await list(page, "走访慰问").focus();
  await page.keyboard.press("Delete");
  await expect(said(page, `已移除：${dayFrom(0)} 刀建国`)).toBeVisible();
  await expect(total(page)).toHaveText("1 次走访 · 1 人");
  await accessible(page);
  await page.keyboard.press("Control+z");
  await expect(said(page, "已恢复")).toBeVisible();
  await expect(total(page)).toHaveText("2 次走访 · 2 人");
  await expect(sums(page)).toContainText("2,100.50");

  // Half a line is there still when the drawer was closed over it.
  await page.keyboard.press("n");
  await field(page, "慰问品").fill("大米一袋");
  await page.keyboard.press("Escape");
  await expect(form(page)).toBeHidden();
  await page.keyboard.press("n");
  await expect(field(page, "慰问品")).toHaveValue("大米一袋");
  await form(page).getByRole("button", { name: "清空重填" }).click();
  await expect(field(page, "慰问品")).toHaveValue("");
});

test("somebody's page shows their lines and leads to the form; of the dead only those they leave behind are visited", async ({ page, centre, logIn, accessible }) => {
  await visit(centre, yan, dayFrom(-40), { amount: "500", feedback: "身体硬朗" });
  await centre.call("ledger.save", { ledger: "award", day: dayFrom(-20), person: yan, facts: { name: "优秀共产党员", level: "州" } });
  await centre.call("person.change_state", { id: yan, state: "去世", since: dayFrom(-10) });
  await logIn();
  await page.goto(`${centre.url}/#/people/${yan}`);
  await page.getByRole("tab", { name: "关怀与荣誉" }).click();
  const part = page.getByRole("tabpanel");
  await expect(part.getByRole("listitem").first()).toContainText(/表彰.*优秀共产党员 · 州/);
  await expect(part.getByRole("listitem").nth(1)).toContainText(/走访慰问.*日常走访 · 500 · 身体硬朗/);
  await accessible(page);

  await part.getByRole("button", { name: "登记" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "走访慰问" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field(page, "走访对象")).toHaveValue("岩温罕");
  await expect(field(page, "走访对象")).toBeFocused();
  await field(page, "类型").selectOption("日常走访");
  await page.keyboard.press("Enter");
  await expect(form(page).getByRole("alert").first()).toContainText("慰问家属请把类型选为“遗属慰问”");
  await accessible(page);
  await field(page, "类型").selectOption("遗属慰问");
  await field(page, "受访遗属").fill("玉应");
  await page.keyboard.press("Enter");
  await expect(form(page)).toBeHidden();
  await expect(page.getByText("只看：岩温罕")).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "去掉条件 只看：岩温罕" }).click();
  await expect(page.getByText("只看：岩温罕")).toBeHidden();
  await rows(page).first().getByRole("link", { name: "岩温罕" }).click();
  await page.getByRole("tab", { name: "关怀与荣誉" }).click();
  await expect(page.getByRole("tabpanel").getByRole("listitem")).toHaveCount(3);
  await page.getByRole("tabpanel").getByRole("link", { name: "表彰" }).click();
  await expect(page.getByRole("heading", { name: "表彰" })).toBeVisible();
  await expect(total(page)).toHaveText("1 项 · 1 人");
});

test("lines are found by day, words, state and choice; what is late says so; many are turned over, printed and written to a workbook", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(120_000);
  for (let i = 0; i < 104; i += 1) await visit(centre, yan, dayFrom(-i), { type: i % 2 ? "日常走访" : "生日看望", amount: "100", feedback: i === 50 ? "想要轮椅" : i % 8 === 0 ? "住房漏雨，请社区协调维修；家属希望在卫生间安装扶手。".repeat(4) : "" });
  const request = (topic: string, term: string, state: string) =>
    centre.call("ledger.save", { ledger: "request", day: dayFrom(-30), person: yan, state, facts: { topic, term, handler: "玉香", ...(state === "已答复" ? { reply: "已更换" } : {}) } });
  await request("医药费报销", dayFrom(-3), "待办");
  await request("更换门锁", dayFrom(-3), "已答复");
  await logIn();
  await page.goto(`${centre.url}/#/services`);
  await expect(total(page)).toHaveText("104 次走访 · 1 人");
  await expect(sums(page)).toContainText("10,400");
  await expect(page.getByText("第 1–100 条，共 104 条")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "再看 4 条" }).click();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole("button", { name: "前 100 条" }).click();
  await expect(rows(page)).toHaveCount(100);

  await page.getByLabel("开始日期").fill(dayFrom(-9));
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveText("10 次走访 · 1 人");
  await page.getByRole("button", { name: "全部", exact: true }).click();
  await page.getByRole("searchbox", { name: "查找" }).fill("轮椅");
  await expect(total(page)).toHaveText("1 次走访 · 1 人");
  await page.getByRole("searchbox", { name: "查找" }).fill("没有这样的");
  await expect(page.getByText("没有符合条件的记录")).toBeVisible();
  await page.getByRole("button", { name: "清除条件" }).first().click();
  await page.getByRole("combobox", { name: "类型" }).click();
  await page.getByRole("option", { name: "生日看望" }).click();
  await expect(total(page)).toHaveText("52 次走访 · 1 人");

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出" }).click()]);
  expect(download.suggestedFilename()).toContain("走访慰问登记表");
  await expect(said(page, "已导出 52 条")).toBeVisible();
  await page.evaluate(() => (window.print = () => undefined));
  await page.keyboard.press("Control+p");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: "走访慰问登记表", includeHidden: true }).first()).toBeVisible();
  expect(await page.locator(".paper .sheet").count()).toBeGreaterThan(2);
  const over = await page.evaluate(() => [...document.querySelectorAll(".paper .sheet")].some((sheet) => sheet.scrollHeight > sheet.clientHeight + 1));
  expect(over, "every row is on its sheet").toBe(false);
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1366, height: 768 });

  // From one ledger to the next by the arrows.
  await ledgers(page).getByRole("link", { name: /^困难帮扶/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "来访诉求" })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).filter({ hasText: "医药费报销" })).toContainText("逾期");
  await expect(rows(page).filter({ hasText: "更换门锁" })).not.toContainText("逾期");
  await page.getByRole("combobox", { name: "状态" }).click();
  await page.getByRole("option", { name: "待办" }).click();
  await expect(total(page)).toHaveText("1 件 · 1 人");
  await page.getByRole("button", { name: "清除条件" }).first().click();
  await page.getByRole("combobox", { name: "期限" }).click();
  await page.getByRole("option", { name: "逾期" }).click();
  await expect(total(page)).toHaveText("1 件 · 1 人");
  await accessible(page);
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  expect(await beyond(page)).toBe(0);
  await list(page, "来访诉求").focus();
  await page.keyboard.press("n");
  await expect(field(page, "来访人")).toBeFocused();
  await accessible(page);
});

test("who may only look sees every column of a line and no way to write", async ({ page, centre, logIn, accessible }) => {
  const line = await visit(centre, yan, dayFrom(-1), { place: "州医院", gift: "水果", feedback: "想要轮椅" });
  await centre.call("operator.add", { name: "统计小王", password: "tongji-2026", role: "report" });
  await logIn({ operator: "统计小王", password: "tongji-2026" });
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "服务" }).click();
  await expect(total(page)).toHaveText("1 次走访 · 1 人");
  await expect(page.getByRole("button", { name: /^登记/ })).toBeHidden();
  await page.keyboard.press("n");
  await expect(form(page)).toBeHidden();
  await page.getByRole("button", { name: `打开 ${line.day} 岩温罕` }).click();
  await expect(form(page)).toContainText("州医院");
  await expect(form(page)).toContainText("想要轮椅");
  await expect(form(page).getByRole("button", { name: /保存|移除/ })).toBeHidden();
  await accessible(page);
});
