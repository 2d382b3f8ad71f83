import type { Locator, Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";

/** Four people whose facts are complete, and one of whom the year they began is known only. */
async function registered(centre: Program): Promise<{ year: number; wen: string; xiang: string }> {
  const year = Number((await centre.call("system.status", null)).today.slice(0, 4)) - 1;
  const retired = (name: string, more: Record<string, string>) => centre.addPerson({
    name, sex: "男", birth: "1949-06-01", retirement_kind: "退休", retire: "2009-06-01", rank: "副县处级", unit: "测试甲局", ...more,
  });
  await centre.call("unit.save", { name: "测试甲局", nature: "机关" });
  await centre.call("unit.save", { name: "测试乙中学", nature: "事业" });
  const wen = await retired("岩温多", { rank: "副县处级" });
  await retired("刀建国", { birth: "1965-02-01", retire: `${year}-03-01`, rank: "正县处级" });
  await retired("召存明", { birth: "1965-08-01", retire: `${year}-08-01`, unit: "测试乙中学", rank: "正乡科级" });
  const xiang = await centre.addPerson({ name: "玉香罕", sex: "女", birth: "1931-01-02", retirement_kind: "离休", retire: "1991-01-01", work_start: "1945", rank: "正县处级", unit: "测试甲局" });
  return { year, wen, xiang };
}

async function toYear(page: Page, year: number): Promise<void> {
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "统计上报" }).click();
  await page.getByLabel("年度", { exact: true }).selectOption(String(year));
  await expect(page.getByText(`截止日期：${year}-12-31`)).toBeVisible();
}

const ruleAll = (centre: Program, year: number, person: string) =>
  centre.call("report.rule", { year, person, fact: "period", word: "1945年9月3日至1949年9月30日", reason: "档案载十月" });
async function look(page: Page, name: string): Promise<void> {
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/${name}.png` });
}
const figure = (page: Page, id: string): Locator => page.locator(`[data-cell="${id}"]`);
const state = (page: Page): Locator => page.getByTestId("return-state");

/** The page neither is scrolled to the side nor cuts off a word of a button. */
async function nothingIsCutOff(page: Page): Promise<void> {
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await expect.poll(() => page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth)).toBe(0);
  const cut = await page.locator("main").evaluate((main) =>
    [...main.querySelectorAll<HTMLElement>("button, h1, h2, th, select, .tag")]
      .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
      .map((one) => one.textContent?.trim() ?? ""));
  expect(cut).toEqual([]);
}
const smallAgain = (page: Page) => page.evaluate(() => delete document.documentElement.dataset.scale);

test("a table is read, walked by keyboard, and every form is found", async ({ page, centre, logIn, accessible }) => {
  const { year } = await registered(centre);
  // Before the first record there is no year to compare with.
  await centre.call("checkin.group", { name: "市教育局", heads: { retired: 2, in_service: 0, public: 0 }, at: `${year - 1}-06-01T10:00` });
  await logIn();
  await toYear(page, year);
  await expect(state(page)).toHaveText("草稿");
  await accessible(page);

  await page.getByRole("tab", { name: "退休两年变化" }).click();
  await expect(page.getByRole("heading", { name: "退休干部两年数字变化情况统计表" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "本年度内办理退休手续干部数" })).toHaveAttribute("colspan", "10");
  await expect(page.getByRole("rowheader")).toHaveText(["总计", "机关", "事业单位", "企业", "未定"]);
  await expect(page.getByText("由本程序自拟")).toBeVisible();
  await expect(figure(page, "total.actual")).toHaveText("3");
  await expect(figure(page, "organ.new5")).toHaveText("1");
  await accessible(page);

  await figure(page, "total.last").focus();
  for (const [key, there] of [["ArrowRight", "total.new"], ["ArrowDown", "organ.new"], ["ArrowLeft", "organ.last"], ["ArrowUp", "total.last"], ["ArrowUp", "total.last"], ["End", "total.difference"], ["Home", "total.last"]] as const) {
    await page.keyboard.press(key);
    await expect(figure(page, there), key).toBeFocused();
  }
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("cell-value")).toHaveText("3");
  await expect(page.getByTestId("cell-rows").getByRole("link")).toHaveText(["岩温多", "刀建国", "召存明"]);
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(figure(page, "total.actual")).toBeFocused();

  // The year before, under each figure, said with it, and on paper.
  const beside = page.getByLabel("与上年对照");
  await expect(beside).not.toBeChecked();
  await expect(figure(page, "total.died")).toHaveText("0");
  await beside.press("Space");
  await expect(figure(page, "total.actual")).toHaveText(/3\s*1\s*▲\+2/);
  await expect(figure(page, "total.actual")).toHaveAccessibleName(/上年 1，比上年增加 2/);
  await expect(figure(page, "total.died")).toHaveAccessibleName(/上年 0，与上年持平/);
  await expect(page.getByText(/小字是上年数；▲ 比上年增加/)).toBeVisible();
  await accessible(page);
  await page.evaluate(() => (window.print = () => document.body.setAttribute("data-printed", "1")));
  await page.keyboard.press("Control+p");
  await expect(page.locator("body[data-printed]")).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator(".paper .sheet");
  await expect(sheet).toHaveCount(1);
  await expect(sheet.locator("th", { hasText: "本年度内办理退休手续干部数" })).toHaveAttribute("colspan", "10");
  await expect(sheet.locator("td", { hasText: "3\n(1)\n▲+2" })).not.toHaveCount(0);
  expect(await sheet.locator("table").evaluate((table) => table.scrollWidth - table.parentElement!.clientWidth)).toBeLessThanOrEqual(0);
  await page.emulateMedia({ media: "screen" });
  await nothingIsCutOff(page);
  await smallAgain(page);

  await page.getByRole("button", { name: "更多" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem")).toHaveCount(18);
  await accessible(page);
  await page.getByRole("menuitem", { name: "年龄" }).press("Enter");
  await expect(page.getByRole("heading", { name: "在册人员年龄情况统计表" })).toBeVisible();
  const chosen = page.getByRole("tab", { name: "年龄" });
  await expect(chosen).toHaveAttribute("aria-selected", "true");
  await chosen.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "中心年度工作情况" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByLabel("与上年对照")).toHaveCount(0);

  await page.getByRole("tab", { name: "退休两年变化" }).click();
  await expect(page.getByLabel("与上年对照")).toBeChecked();
  await nothingIsCutOff(page);
  await figure(page, "total.actual").click();
  await expect(page.getByTestId("cell-rows").getByRole("link")).toHaveCount(3);
  await nothingIsCutOff(page);
  await accessible(page);
});

test("somebody whose record does not tell is ruled, and the ruling is taken back", async ({ page, centre, logIn, accessible }) => {
  const { year } = await registered(centre);
  await logIn();
  await toYear(page, year);
  await page.getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "机关离休" }).click();
  await expect(figure(page, "total.period5")).toHaveAccessibleName(/另有 1 条不能确定/);
  await figure(page, "total.period5").click();
  const undecided = page.getByTestId("undecided");
  await expect(undecided.getByRole("link")).toHaveText("玉香罕");
  await page.getByRole("button", { name: "裁定 玉香罕" }).press("Enter");
  const rule = page.getByRole("form", { name: "裁定 玉香罕" });
  await rule.getByRole("button", { name: "裁定" }).click();
  await expect(rule.getByRole("alert")).toHaveText("请先选择。");
  await rule.getByLabel("参加革命工作时期").selectOption("1945年9月3日至1949年9月30日");
  await rule.getByLabel("依据（可不填）").fill("档案载十月");
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(undecided).toHaveCount(0);
  await expect(page.getByTestId("cell-value")).toHaveText("1");
  await expect(figure(page, "total.period5")).toHaveText("1");
  await accessible(page);
  await expect(page.getByRole("button", { name: "撤销裁定" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(undecided.getByRole("link")).toHaveText("玉香罕");
  await expect(page.getByText("裁定已撤销。")).toBeVisible();
});

test("what was ruled is found in one list and taken back; a figure is seen over the years", async ({ page, centre, logIn, accessible }) => {
  const { year, xiang } = await registered(centre);
  await ruleAll(centre, year, xiang);
  await logIn();
  await toYear(page, year);
  await page.getByRole("button", { name: "裁定记录" }).press("Enter");
  const drawer = page.getByRole("dialog", { name: `${year} 年度裁定记录` });
  await expect(drawer.getByRole("listitem")).toContainText(["玉香罕"]);
  await expect(drawer.getByText("依据：档案载十月")).toBeVisible();
  await accessible(page);
  await drawer.getByRole("button", { name: "撤销裁定：玉香罕 参加革命工作时期" }).press("Enter");
  await expect(drawer.getByRole("status")).toContainText("不再按裁定");
  await expect(drawer.getByText("这一年没有裁定。")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();

  await page.getByRole("tab", { name: "退休两年变化" }).click();
  await figure(page, "total.actual").press("Enter");
  await page.getByRole("button", { name: "近五年" }).press("Enter");
  const series = page.getByRole("table", { name: "近五年" });
  await expect(series.getByRole("row").last()).toContainText(String(year));
  await expect(series.getByRole("cell", { name: "3", exact: true })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "收起近五年" }).press("Enter");
  await expect(series).toBeHidden();
});

test("an amount is typed with its reason, marked, explained and taken back", async ({ page, centre, logIn, accessible }) => {
  const { year } = await registered(centre);
  await logIn();
  await toYear(page, year);
  await figure(page, "visits").click();
  await page.getByRole("button", { name: "补录", exact: true }).click();
  const form = page.getByRole("form", { name: "补录一笔" });
  await expect(form.getByLabel("补录数")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(form.getByRole("alert")).toHaveText(["补录数请填不为 0 的整数，要减少就填负数。", "请填补录原因。"]);
  await accessible(page);
  await form.getByLabel("补录数").fill("1200");
  await form.getByLabel("补录原因").fill("启用前的纸质登记");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("cell-value")).toHaveText("1,200");
  await expect(figure(page, "visits")).toHaveText("1,200");
  const row = page.getByTestId("cell-rows").getByRole("listitem");
  await expect(row).toContainText("补录（玉香）");
  await expect(row).toContainText(/启用前的纸质登记 · \d{4}-\d{2}-\d{2}/);
  await expect(page.getByRole("rowheader", { name: /到馆人次.*含补录/ })).toBeVisible();

  // What is typed in one place only breaks a rule, which is explained.
  await page.keyboard.press("Escape");
  const failed = page.getByRole("region", { name: "校核" }).getByRole("button", { name: /到馆人次 1200/ });
  await failed.press("Enter");
  await expect(page.locator("tr.marked")).toHaveCount(3);
  await page.getByLabel("说明", { exact: true }).fill("纸质登记没有分项");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("说明已保存。")).toBeVisible();
  await expect(failed).toContainText("已写说明");
  await accessible(page);
  await page.getByRole("complementary", { name: "校核" }).getByRole("button", { name: "到馆人次", exact: true }).click();
  await expect(page.getByTestId("cell-value")).toHaveText("1,200");
  await page.getByRole("button", { name: "撤销补录：启用前的纸质登记" }).click();
  const sure = page.getByRole("dialog", { name: "撤销这笔补录？" });
  await expect(sure).toContainText("补录 1,200（启用前的纸质登记）不再计入。");
  await accessible(page);
  await sure.getByRole("button", { name: "撤销", exact: true }).click();
  await expect(page.getByTestId("cell-value")).toHaveText("0");
  await expect(page.getByRole("region", { name: "校核" })).toContainText("校核关系全部成立");
});

test("a closed year is frozen; what changes afterwards is shown with who; it is opened again with a reason", async ({ page, centre, logIn, accessible }) => {
  const { year, wen, xiang } = await registered(centre);
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "统计上报" }).click();
  await expect(state(page)).toHaveText("未结束，截至今日");
  await expect(page.getByRole("button", { name: "定稿", exact: true })).toHaveCount(0);
  await toYear(page, year);

  await page.getByRole("button", { name: "定稿", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `${year} 年度定稿` });
  await expect(dialog.getByTestId("troubles")).toContainText("裁定完才能定稿：");
  await expect(dialog.getByTestId("troubles")).toContainText(/校核提示 \d+ 条/);
  await dialog.getByRole("button", { name: "定稿", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("还有 1 人不能确定、没有裁定");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await ruleAll(centre, year, xiang);
  await page.getByRole("button", { name: "定稿", exact: true }).click();
  await expect(dialog.getByTestId("troubles")).toContainText("没有不能确定的人员");
  await dialog.getByRole("button", { name: "定稿", exact: true }).click();
  await expect(state(page)).toHaveText("已定稿");
  await expect(page.getByTestId("frozen-line")).toContainText(/玉香 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 定稿/);
  await accessible(page);

  await page.getByRole("button", { name: "与现在核对" }).click();
  const differences = page.getByRole("dialog", { name: `${year} 年度：定稿与现在` });
  await expect(differences).toContainText("没有差异。");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(differences).toBeHidden();
  await page.getByRole("tab", { name: "退休两年变化" }).click();
  await centre.call("person.change_state", { id: wen, state: "去世", since: `${year}-12-31`, reason: "家属来告" });
  await page.getByRole("button", { name: "与现在核对" }).click();
  const changed = differences.locator('[data-difference="f5:total.actual"]');
  await expect(changed).toContainText("定稿 3 → 现在 2");
  await expect(changed.getByRole("link", { name: "岩温多" })).toBeVisible();
  await expect(differences.locator('[data-difference="f5:total.died"]')).toContainText("现在多出 1 条");
  const since = differences.getByRole("region", { name: "定稿后改过这些人的资料" });
  await expect(since.getByRole("link")).toHaveText(["岩温多"]);
  await expect(since).toContainText(/玉香/);
  await expect(since).toContainText(/人员状态.*→去世/);
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(figure(page, "total.actual")).toHaveText("3");

  // What is frozen is not written in.
  await figure(page, "total.actual").click();
  await expect(page.getByTestId("cell-value")).toHaveText("3");
  await expect(page.getByRole("button", { name: "补录", exact: true })).toHaveCount(0);
  await nothingIsCutOff(page);
  await smallAgain(page);

  await page.getByRole("button", { name: "撤销定稿" }).click();
  const open = page.getByRole("dialog", { name: "撤销定稿" });
  await expect(open.getByLabel("撤销原因")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(open.getByRole("alert")).toHaveText("请填撤销原因。");
  await open.getByLabel("撤销原因").fill("补报去世人员");
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(state(page)).toHaveText("草稿");
  await expect(figure(page, "total.actual")).toHaveText("2");
});

test("a check that names no figure still opens to the people it is about", async ({ page, centre, logIn, accessible }) => {
  const { year } = await registered(centre);
  await centre.addPerson({ name: "刀晚成", sex: "男", birth: "1929-03-01", retirement_kind: "离休", retire: "1990-01-01", work_start: "1952-03", rank: "正县处级", unit: "测试甲局" });
  await logIn();
  await toYear(page, year);
  await page.getByRole("tab", { name: "离休两年变化" }).click();
  const late = page.getByRole("region", { name: "校核" }).getByRole("button", { name: /参加革命工作时间/ });
  await expect(late).toContainText("查看 1 人");
  await late.press("Enter");
  await expect(page.getByTestId("check-people").getByRole("link")).toHaveText(["刀晚成"]);
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(late).toBeFocused();
});

test("who makes the difference says why, behind the figure and beside the rule", async ({ page, centre, logIn, accessible }) => {
  const { year, wen } = await registered(centre);
  await centre.call("person.change_state", { id: wen, state: "转出", since: `${year}-09-03`, reason: "随子女居住" });
  await logIn();
  await toYear(page, year);
  await page.getByRole("tab", { name: "退休两年变化" }).click();
  await expect(figure(page, "total.difference")).toHaveText("-1");
  await figure(page, "total.difference").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("cell-rows").getByRole("listitem")).toHaveText([new RegExp(`岩温多.*${year}-09-03 转出`)]);
  await look(page, "k2-figure");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /实有数与应有数之差应为 0/ }).click();
  await expect(page.getByTestId("check-people").getByRole("listitem")).toHaveText([new RegExp(`岩温多.*${year}-09-03 转出`)]);
  await accessible(page);
  await look(page, "k2-rule");
});

test("where a second person has to look, one offers and another confirms", async ({ page, centre, logIn, accessible }) => {
  const { year, xiang } = await registered(centre);
  await ruleAll(centre, year, xiang);
  const other = { operator: "统计小王", password: "tongji-2026" };
  await centre.call("operator.add", { name: other.operator, role: "report", password: other.password });
  await centre.call("operator.add", { name: "小李", role: "view", password: "xiaoli-2026" });
  await logIn();
  await page.goto(`${centre.url}/#/settings?at=returns`);
  await page.getByLabel("定稿须第二人复核").check();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await accessible(page);

  await toYear(page, year);
  await page.getByRole("button", { name: "定稿", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "提交复核" }).click();
  await expect(state(page)).toHaveText("待复核");
  await expect(page.getByTestId("frozen-line")).toContainText("等另一位操作员复核");
  await expect(page.getByRole("button", { name: "撤销提交" })).toBeVisible();
  await expect(page.getByRole("button", { name: "复核并定稿" })).toHaveCount(0);
  await accessible(page);

  // Since it was offered somebody came: the second person is told, and takes the offer back.
  await centre.call("checkin.group", { name: "市教育局", heads: { retired: 2, in_service: 0, public: 0 }, at: `${year}-12-30T10:00` });
  await logIn(other);
  await toYear(page, year);
  await page.getByRole("button", { name: "复核并定稿" }).click();
  const dialog = page.getByRole("dialog", { name: `复核 ${year} 年度统计表` });
  await expect(dialog).toContainText("玉香 提交的统计表由您复核");
  await dialog.getByRole("button", { name: "复核并定稿" }).click();
  await expect(dialog.getByRole("alert")).toContainText("提交以后数据有变动");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "撤销提交" }).click();
  await page.getByLabel("撤销原因").fill("补登了一批");
  await page.keyboard.press("Enter");
  await expect(state(page)).toHaveText("草稿");
  await page.getByRole("button", { name: "定稿", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "提交复核" }).click();
  await expect(state(page)).toHaveText("待复核");

  await logIn();
  await toYear(page, year);
  await page.getByRole("button", { name: "复核并定稿" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "复核并定稿" }).click();
  await expect(state(page)).toHaveText("已定稿");
  await expect(page.getByTestId("frozen-line")).toContainText(/统计小王 .* 提交，玉香 复核定稿/);

  // Who only looks sees all of it and writes nothing.
  await logIn({ operator: "小李", password: "xiaoli-2026" });
  await toYear(page, year);
  await expect(state(page)).toHaveText("已定稿");
  await expect(page.getByRole("button", { name: "与现在核对" })).toBeVisible();
  await expect(page.getByRole("button", { name: /定稿$|^导出/ })).toHaveCount(0);
});

test("the paragraph of figures is put right and copied", async ({ page, centre, logIn, context, accessible }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { year } = await registered(centre);
  // Whoever joins today is counted as at today.
  const branch = "第一离退休党支部";
  await centre.call("organization.save", { name: branch, kind: "党支部", composition: "离退休", resident: true });
  await centre.addPerson({ name: "李桂兰", sex: "女", birth: "1948-02-01", political: "中共党员", party_join: "1975-07-01", full_membership: "1976-07-01", branch, retirement_kind: "退休", retire: "2003-01-01" });
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "统计上报" }).click();
  await page.getByRole("button", { name: "年度小结" }).click();
  const words = page.getByLabel("小结文字");
  await expect(words).toHaveValue(new RegExp(`^截至${year + 1}年\\d+月\\d+日，共有离退休干部党组织1个，党员1名。现有入驻建制性党支部1个。$`));
  await words.press("End");
  await words.pressSequentially("特此报告。");
  await accessible(page);
  await page.getByRole("button", { name: "复制" }).click();
  await expect(page.getByText("已复制")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/现有入驻建制性党支部1个。特此报告。$/);
});
