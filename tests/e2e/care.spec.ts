import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";

const list = (page: Page, name: string) => page.getByRole("region", { name });
const rows = (page: Page, name: string) => list(page, name).locator("tbody tr");
const form = (page: Page) => page.getByRole("dialog").last();
const field = (page: Page, label: string) => form(page).getByLabel(label, { exact: true });
const said = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });
const total = (page: Page) => page.getByTestId("due-total");
const ledgers = (page: Page) => page.getByRole("navigation", { name: "台账" });
const beyond = (page: Page) => page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth);
const scale = (page: Page, to: string | null) => page.evaluate((now) => (now ? (document.documentElement.dataset.scale = now) : delete document.documentElement.dataset.scale), to);
const over = (page: Page) => page.evaluate(() => [...document.querySelectorAll(".paper .sheet")].some((sheet) => sheet.scrollHeight > sheet.clientHeight + 1));

const dayFrom = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const plansOf = async (centre: Program, state: string) => (await centre.call("ledger.list", { filter: { ledger: "care_plan", state }, offset: 0 })).total;

async function toPage(page: Page, name: string) {
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "服务" }).click();
  await ledgers(page).getByRole("link", { name }).focus();
  await page.keyboard.press("Enter");
}

/** By keyboard into a workbook of that name. */
async function exported(page: Page, name: string, words: string) {
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出工作簿" }).press("Enter");
  expect((await file).suggestedFilename()).toContain(name);
  await expect(said(page, words)).toBeVisible();
}

test.describe("visits", () => {
  const WHO = "走访名单";
  let ill = "";
  test.beforeEach(async ({ centre }) => {
    await centre.addPerson({ name: "刀建国", sex: "男", birth: "1936-05", phones: "13987651219", address: "景洪市允景洪街道民族路 12 号" });
    await centre.addPerson({ name: "玉罕", sex: "女", birth: "1964-02", residence: "独居" });
    ill = await centre.addPerson({ name: "周启明", sex: "男", birth: "1965-03", address: "景洪市嘎洒镇 3 组" });
    await centre.addPerson({ name: "李正清", sex: "女", birth: "1966-01" });
    await centre.call("ledger.save", { ledger: "hospital", day: dayFrom(-4), person: ill, facts: { hospital: "州医院" } });
  });

  test("a round is planned, taken back, planned again, printed and visited, by keyboard", async ({ page, centre, logIn, accessible }) => {
    test.setTimeout(240_000);
    await logIn();
    await toPage(page, "走访安排");
    await expect(total(page)).toHaveText("待走访 3 人");
    await expect(page.getByText("说明：住院还没有看望")).toBeVisible();
    await expect(rows(page, WHO)).toHaveCount(3);
    await expect(rows(page, WHO).first()).toContainText("周启明");
    await expect(rows(page, WHO).first()).toContainText(`${dayFrom(-4)} 住院，还没有看望`);
    await expect(rows(page, WHO).filter({ hasText: "刀建国" })).toContainText("没有走访记录");
    await expect(rows(page, WHO).filter({ hasText: "刀建国" })).toContainText("139****1219");
    await expect(rows(page, WHO).filter({ hasText: "玉罕" })).toContainText("独居");
    await accessible(page);

    await page.getByRole("button", { name: "住院未看望 1" }).click();
    await expect(rows(page, WHO)).toHaveCount(1);
    await exported(page, "走访名单", "已导出 1 人");
    await page.getByRole("button", { name: "全部 3" }).click();
    await exported(page, "走访名单", "已导出 3 人");
    await accessible(page);
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "查找" })).toBeFocused();
    await page.keyboard.insertText("没有这样的");
    await expect(page.getByText("没有符合条件的人")).toBeVisible();
    await expect(page.getByRole("button", { name: "导出工作簿" })).toBeDisabled();
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    await expect(list(page, WHO)).toBeFocused();
    await expect(rows(page, WHO).first()).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await expect(said(page, "已选 2 人")).toBeVisible();
    await accessible(page);

    await page.keyboard.press("n");
    await expect(field(page, "轮次")).toBeFocused();
    await expect(field(page, "轮次")).toHaveValue(/^\d{4}年.+(走访|慰问)$/);
    await expect(field(page, "计划日期")).toHaveValue(dayFrom(0));
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Enter");
    await expect(form(page).getByText("请填写轮次。")).toBeVisible();
    await expect(field(page, "轮次")).toBeFocused();
    await accessible(page);
    await page.keyboard.insertText("三月走访");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("明天");
    await page.keyboard.press("Tab");
    await page.keyboard.insertText("陈静");
    await page.keyboard.press("Enter");
    await expect(said(page, "已排走访 2 人：三月走访")).toBeVisible();
    await expect(total(page)).toHaveText("待走访 1 人 · 另有 2 人已排计划");
    await expect(rows(page, WHO)).toHaveCount(1);
    await accessible(page);
    expect(await plansOf(centre, "待走访")).toBe(2);
    await expect(page.getByRole("button", { name: "撤销" })).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(said(page, "已撤销：已排走访 2 人：三月走访")).toBeVisible();
    await expect(total(page)).toHaveText("待走访 3 人");
    expect(await plansOf(centre, "待走访")).toBe(0);

    await list(page, WHO).focus();
    await page.keyboard.press("Control+a");
    await expect(said(page, "已选 3 人")).toBeVisible();
    await page.keyboard.press("n");
    await expect(field(page, "轮次")).toBeFocused();
    await field(page, "轮次").fill("三月走访");
    await field(page, "走访人").fill("陈静");
    await page.keyboard.press("Enter");
    await expect(said(page, "已排走访 3 人")).toBeVisible();
    await expect(page.getByText("该走访的都已排了计划")).toBeVisible();
    await page.getByLabel("含已排计划的 3 人").focus();
    await page.keyboard.press("Space");
    await expect(rows(page, WHO)).toHaveCount(3);
    await expect(rows(page, WHO).first()).toContainText(`${dayFrom(0)}，陈静`);

    await page.evaluate(() => (window.print = () => undefined));
    await page.keyboard.press("Control+p");
    await expect(field(page, "轮次")).toBeFocused();
    await expect(form(page).getByRole("option", { name: "三月走访（3 人）" })).toBeAttached();
    await accessible(page);
    await page.keyboard.press("Enter");
    await expect(form(page)).toBeHidden();
    await page.emulateMedia({ media: "print" });
    const paper = page.locator(".paper .sheet");
    await expect(paper).toHaveCount(1);
    for (const words of ["走访单", "轮次：三月走访", "走访人：陈静", "合计 3 人", "走访记录", "周启明", "刀建国", "民族路 12 号", "住院，还没有看望"]) await expect(paper).toContainText(words);
    expect(await over(page), "every row is on its sheet").toBe(false);
    await page.emulateMedia({ media: null });

    await list(page, WHO).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect(field(page, "走访对象")).toHaveValue("周启明");
    await field(page, "类型").selectOption("住院看望");
    await field(page, "看望领导").focus();
    await page.keyboard.insertText("刀副局长");
    await page.keyboard.press("Enter");
    await expect(form(page)).toBeHidden();
    await expect(said(page, `已登记走访：${dayFrom(0)} 周启明`)).toBeVisible();
    await expect(rows(page, WHO)).toHaveCount(2);
    await expect(list(page, WHO)).not.toContainText("周启明");
    expect([await plansOf(centre, "待走访"), await plansOf(centre, "已走访")]).toEqual([2, 1]);
    await expect(page.getByRole("button", { name: "撤销" })).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(rows(page, WHO)).toHaveCount(3);
    expect([await plansOf(centre, "待走访"), await plansOf(centre, "已走访")]).toEqual([3, 0]);

    await rows(page, WHO).filter({ hasText: "刀建国" }).getByRole("link", { name: "刀建国" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("刀建国");
  });

  test("the centre sets its own days and ages; the page holds at twice the size", async ({ page, centre, logIn, accessible }) => {
    await logIn();
    await page.goto(`${centre.url}/#/services/visits`);
    await expect(rows(page, WHO)).toHaveCount(3);
    await page.getByRole("button", { name: "走访规则" }).focus();
    await page.keyboard.press("Enter");
    await expect(field(page, "从多少周岁起定期走访")).toHaveValue("80");
    await expect(field(page, "从多少周岁起定期走访")).toBeFocused();
    await field(page, "从多少周岁起定期走访").fill("7");
    await page.keyboard.press("Enter");
    await expect(form(page).getByText("年龄请填 50 到 120。")).toBeVisible();
    await accessible(page);
    await field(page, "从多少周岁起定期走访").fill("110");
    await page.keyboard.press("Enter");
    await expect(form(page)).toBeHidden();
    await expect(rows(page, WHO)).toHaveCount(2);
    await expect(page.getByText("110 周岁以上")).toBeVisible();
    await expect(said(page, "走访规则已保存")).toBeVisible();

    await page.keyboard.press("Control+p");
    await expect(page.getByRole("alert").filter({ hasText: "还没有待走访的计划" })).toBeVisible();
    await scale(page, "200");
    await accessible(page);
    expect(await beyond(page)).toBe(0);
    await scale(page, null);

    // Of many none is planned where one cannot be, and that one is named.
    await list(page, WHO).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("n");
    await expect(field(page, "轮次")).toBeFocused();
    await centre.call("person.change_state", { id: ill, state: "去世", since: dayFrom(-1) });
    await page.keyboard.press("Enter");
    await expect(form(page).getByRole("alert").first()).toContainText("一行也没有写入");
    await expect(form(page).getByRole("listitem")).toHaveText(/^周启明：.*去世/);
    await accessible(page);
    expect(await plansOf(centre, "待走访")).toBe(0);
  });

  test("who may only look has nothing to press, and the front desk no way there", async ({ page, centre, logIn, accessible }) => {
    await centre.call("operator.add", { name: "小王", password: "chakan-2026", role: "view" });
    await centre.call("operator.add", { name: "小李", password: "qiantai-2026", role: "desk" });
    await logIn({ operator: "小王", password: "chakan-2026" });
    await toPage(page, "走访安排");
    await expect(rows(page, WHO)).toHaveCount(3);
    await expect(page.getByRole("checkbox")).toHaveCount(0);
    await expect(page.getByRole("button", { name: /排走访|记走访|走访规则|导出/ })).toHaveCount(0);
    await accessible(page);
    await list(page, WHO).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("n");
    await page.keyboard.press("Space");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("周启明");

    await page.reload();
    await logIn({ operator: "小李", password: "qiantai-2026" });
    await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "服务" }).click();
    await expect(ledgers(page).getByRole("link", { name: /^走访慰问/ })).toBeVisible();
    await expect(ledgers(page).getByRole("link", { name: /走访安排|纪念章颁发名单/ })).toHaveCount(0);
  });
});

test("who is owed a medal is reckoned, opinions are written down for many, and nobody is listed twice", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(180_000);
  const member = (name: string, party_join: string) => centre.addPerson({ name, sex: "男", birth: "1950-01", political: "中共党员", party_join });
  await member("岩温", "1976-07-01");
  await member("周启明", "1975-03");
  await member("玉罕", "1976-07");
  await member("李正清", "1976-07-02");
  const [sure, unsure] = ["符合条件名单", "临界人员名单"] as const;
  await logIn();
  await toPage(page, "纪念章颁发名单");
  await page.getByRole("combobox", { name: "颁发年度" }).selectOption("2026");
  await expect(page.getByTestId("medal-figures")).toHaveText(/符合条件\s*2 人\s*临界人员\s*1 人\s*本年已颁发\s*0 人\s*以前已颁发\s*0 人/);
  await expect(rows(page, sure)).toHaveCount(2);
  await expect(rows(page, sure).filter({ hasText: "岩温" })).toContainText("50年0个月");
  await expect(rows(page, sure).filter({ hasText: "岩温" })).toContainText("无预备期，自入党之日起算");
  await accessible(page);

  await page.getByRole("tab", { name: "符合条件 2" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(rows(page, unsure)).toHaveCount(1);
  await expect(rows(page, unsure)).toContainText("入党时间只有年月，要核实到日");
  await expect(page.getByText("请查档案补全入党或转正时间")).toBeVisible();
  await accessible(page);
  await page.keyboard.press("ArrowLeft");

  await exported(page, "2026年光荣在党50年纪念章名单", "已导出 3 人");
  await accessible(page);

  await list(page, sure).focus();
  await page.keyboard.press("Control+a");
  await expect(said(page, "已选 2 人")).toBeVisible();
  await page.keyboard.press("n");
  await expect(form(page).getByRole("radio", { name: "同意" })).toBeFocused();
  await field(page, "发放日期").focus();
  await page.keyboard.press("Enter");
  await expect(form(page).getByText("请选择组织意见。")).toBeVisible();
  await accessible(page);
  await form(page).getByRole("radio", { name: "同意" }).focus();
  await page.keyboard.press("Space");
  await field(page, "方式").selectOption("集中颁发");
  await field(page, "发放日期").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("20260629");
  await page.keyboard.press("Enter");
  await expect(said(page, "已登记 2 人：同意")).toBeVisible();
  await expect(page.getByTestId("medal-figures")).toHaveText(/本年已颁发\s*2 人/);
  await expect(rows(page, sure).first()).toContainText("同意");
  await expect(page.getByRole("button", { name: "撤销" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(said(page, "已撤销：已登记 2 人：同意")).toBeVisible();
  await expect(page.getByTestId("medal-figures")).toHaveText(/本年已颁发\s*0 人/);

  await list(page, sure).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(form(page)).toContainText("共 1 人");
  await form(page).getByRole("radio", { name: "同意" }).check();
  await field(page, "发放日期").focus();
  await page.keyboard.press("Enter");
  await expect(said(page, "已登记 1 人：同意")).toBeVisible();

  // What is written is changed where it stands.
  await page.getByRole("button", { name: /^修改 .+ 的组织意见$/ }).focus();
  await page.keyboard.press("Enter");
  await expect(form(page)).toContainText("修改光荣在党50年纪念章");
  await field(page, "领取人或代领人").fill("本人");
  await page.keyboard.press("Enter");
  await expect(form(page)).toBeHidden();
  await expect(said(page, "已修改：")).toBeVisible();

  await page.evaluate(() => (window.print = () => undefined));
  await page.keyboard.press("Control+p");
  await page.emulateMedia({ media: "print" });
  const paper = page.locator(".paper .sheet");
  await expect(paper).toHaveCount(1);
  for (const words of ["2026年“光荣在党50年”纪念章颁发对象名单", "党龄计算到 2026 年 7 月 1 日", "岩温", "周启明", "同意"]) await expect(paper).toContainText(words);
  expect(await over(page), "every row is on its sheet").toBe(false);
  await page.emulateMedia({ media: null });

  // Whoever was given it stands on no later list.
  const given = (await rows(page, sure).filter({ hasText: "同意" }).getByRole("link").textContent()) ?? "";
  await page.getByRole("button", { name: "下一年" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("medal-figures")).toHaveText(/符合条件\s*3 人.*以前已颁发\s*1 人/);
  await expect(rows(page, sure)).toHaveCount(3);
  await expect(list(page, sure)).not.toContainText(given);
  await scale(page, "200");
  await accessible(page);
  expect(await beyond(page)).toBe(0);
});
