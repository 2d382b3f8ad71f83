import type { Page } from "@playwright/test";
import type { SaveTalent } from "@/generated/SaveTalent";
import type { Program } from "./program";
import { expect, test } from "./rig";

const type = (page: Page, keys: string) => page.keyboard.type(keys, { delay: 70 });
const inPool = (page: Page) => page.getByTestId("in-pool");
const total = (page: Page) => page.getByTestId("talent-total");
const list = (page: Page) => page.getByRole("region", { name: "人才库名单" });
const rows = (page: Page) => list(page).locator("tbody tr");
const form = (page: Page) => page.getByRole("dialog").last();
const field = (page: Page, label: string) => form(page).getByLabel(label, { exact: true });
const said = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });
const state = (page: Page, words: string) => page.getByRole("group", { name: "状态" }).getByRole("button", { name: words, exact: true });
const beyond = (page: Page) => page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth);
const toPool = (page: Page) => page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "人才库" }).click();

const dayFrom = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

async function talent(centre: Program, person: string, of: Partial<SaveTalent>, since: Partial<Record<string, string>>) {
  const [[, first] = ["", dayFrom(-1000)]] = Object.entries(since);
  const { id } = await centre.call("talent.save", { person, category: "文化艺术", external: false, facts: {}, day: first, ...of });
  for (const [name, day] of Object.entries(since).slice(1)) await centre.call("talent.change_state", { id, state: name, day, reason: name === "暂停" || name === "出库" ? "外出探亲" : undefined });
  return id;
}

let yan = "";
let dao = "";
test.beforeEach(async ({ centre }) => {
  yan = await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1958-03", ethnicity: "傣族", phones: "13887654021", political: "中共党员", unit_post: "景洪市教育局 局长", address: "景洪市允景洪街道民族路 12 号", native_place: "云南景洪" });
  dao = await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11", phones: "13987651219" });
});

test("somebody is put forward, examined and taken in by keyboard; who leaves must be said why", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(120_000);
  await logIn();
  await toPool(page);
  await expect(page.getByText("人才库里还没有人")).toBeVisible();
  await expect(inPool(page)).toHaveText("在库 0 人");
  await accessible(page);

  await page.keyboard.press("n");
  await expect(field(page, "人员")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(form(page).getByText("请选择人员。")).toBeVisible();
  await expect(form(page).getByText("请选择主类别。")).toBeVisible();
  await expect(field(page, "人员")).toBeFocused();
  await accessible(page);
  await type(page, "ywh");
  await expect(form(page).getByRole("listbox").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(field(page, "人员")).toHaveValue("岩温罕");
  await expect(field(page, "主类别")).toBeFocused();
  await field(page, "主类别").selectOption("政治理论宣讲");
  await page.keyboard.press("Tab");
  await page.keyboard.insertText("教育");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(form(page).locator(".el-select__selected-item").first()).toHaveText("教育教学与关心下一代");
  await field(page, "专业特长").fill("党史宣讲、傣语宣讲");
  await field(page, "主要成果").fill("宣讲团成员十二年，在村寨讲党史二百余场，编写《傣汉双语党史故事》。");
  await field(page, "服务意愿").fill("愿意到村寨和学校宣讲");
  for (const day of ["周二", "周四"]) {
    await form(page).getByLabel(day, { exact: true }).focus();
    await page.keyboard.press("Space");
  }
  await field(page, "服务区域").fill("勐罕镇、嘎洒镇");
  await field(page, "推荐单位意见").fill("政治过硬，同意推荐。");
  await field(page, "申报日期").fill("看不懂");
  await page.keyboard.press("Enter");
  await expect(form(page).getByText("日期看不懂，请写成 20260305 或 0305。")).toBeVisible();
  await expect(field(page, "申报日期")).toBeFocused();
  await field(page, "申报日期").fill(dayFrom(-30).replaceAll("-", ""));
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(said(page, "已登记 岩温罕 的申报")).toBeVisible();
  await expect(state(page, "申报 1")).toBeVisible();
  await expect(inPool(page)).toHaveText("在库 0 人");

  // Into the list and into the entry.
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "查找" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(list(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(form(page)).toContainText("愿意到村寨和学校宣讲");
  await accessible(page);
  const acts = form(page).getByRole("group", { name: "办理" });
  const press = async (name: string) => {
    await acts.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  };
  await press("转审核");
  await expect(field(page, "起始日期")).toBeFocused();
  await field(page, "起始日期").fill(dayFrom(-40));
  await page.keyboard.press("Enter");
  await expect(form(page).getByText("日期早于上一个状态开始的日期，请核对。")).toBeVisible();
  await field(page, "起始日期").fill(dayFrom(-20));
  await page.keyboard.press("Enter");
  await expect(said(page, `岩温罕：${dayFrom(-20)} 起审核`)).toBeVisible();
  await press("入库");
  await page.keyboard.press("Enter");
  await expect(said(page, `岩温罕：${dayFrom(0)} 起入库`)).toBeVisible();

  await press("出库");
  await expect(field(page, "原因")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(form(page).getByText("请写明出库的原因。")).toBeVisible();
  await expect(field(page, "原因")).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(field(page, "原因")).toBeHidden();
  await expect(acts.getByRole("button", { name: "出库" })).toBeFocused();
  await press("暂停");
  await page.keyboard.insertText("外出探亲");
  await page.keyboard.press("Enter");
  await expect(form(page).getByRole("listitem").filter({ hasText: "暂停" })).toContainText("外出探亲");
  await press("恢复入库");
  await page.keyboard.press("Enter");
  await expect(form(page).getByRole("list", { name: "状态经过" }).getByRole("listitem")).toHaveCount(5);

  // Changed.
  await form(page).getByRole("button", { name: "修改" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").filter({ hasText: "修改 岩温罕 的人才登记" })).toBeVisible();
  await field(page, "入库编号").fill("YL-059");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(form(page)).toContainText("YL-059");

  // The form on paper.
  await page.evaluate(() => (window.print = () => undefined));
  await form(page).getByRole("button", { name: "打印登记表" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("application")).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 });
  const paper = page.getByTestId("application");
  await expect(paper).toContainText("银发人才申报登记表");
  for (const words of ["岩温罕", "1958.03", "13887654021", "党史宣讲、傣语宣讲", "政治过硬，同意推荐。", "☑ 四", "☐ 三", "YL-059"]) await expect(paper).toContainText(words);
  const over = () => page.evaluate(() => [...document.querySelectorAll(".paper .sheet")].some((sheet) => sheet.scrollHeight > sheet.clientHeight + 1));
  expect(await over(), "the form is on its sheet").toBe(false);
  await expect(page.locator(".paper .sheet")).toHaveCount(1);
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1366, height: 768 });
  // Seen as paper, the page is not there, and nothing on it has the focus.
  await form(page).getByRole("button", { name: "打印登记表" }).focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(list(page)).toBeFocused();
  await page.getByRole("button", { name: "更多" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "打印空白登记表" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(paper).not.toContainText("岩温罕");
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 });
  expect(await over(), "the empty form is on its sheet").toBe(false);
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1366, height: 768 });

  // The longest texts there may be go on to further sheets, every box whole.
  const long = "宣讲党史和民族团结进步的故事，".repeat(33);
  const held = await centre.call("talent.get", { id: yan });
  const facts = { ...held!.talent.facts, speciality: long, achievements: long, wish: long, recommended: long, reviewed: long };
  await centre.call("talent.save", { id: held!.talent.id, person: yan, category: "政治理论宣讲", external: true, facts });
  await page.goto(`${centre.url}/#/talents?who=${yan}`);
  await page.evaluate(() => (window.print = () => undefined));
  await expect(form(page)).toContainText("宣讲党史和民族团结进步的故事");
  await form(page).getByRole("button", { name: "打印登记表" }).click();
  await expect(paper).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 });
  await expect(page.locator(".paper .sheet")).toHaveCount(3);
  expect(await over(), "a long form is on its sheets").toBe(false);
  await page.emulateMedia({ media: null });
});

test("who can speak on party history on Thursday is found; the past is counted, the list is printed and exported", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(120_000);
  const more = await Promise.all(
    ["玉罕", "李秀英", "岩叫", "王德明", "赵学文", "玉应", "刀正明", "杨丽华", "岩三"].map((name, i) => centre.addPerson({ name, sex: i % 2 ? "男" : "女", birth: `${1948 + i}-05`, unit: i % 2 ? "景洪市人民医院" : "西双版纳傣族自治州农业科学研究所" })),
  );
  const kinds = ["医疗卫生", "农业科技", "文化艺术", "法律与矛盾调解", "政治理论宣讲", "教育教学与关心下一代", "经济管理与项目建设", "社会治理与基层党建", "文化艺术"];
  const skills = ["内科、健康讲座", "橡胶栽培与割胶技术指导，茶园病虫害防治，热带水果嫁接", "章哈、傣族舞蹈", "人民调解", "党史宣讲", "家风家教、傣语翻译", "项目概算", "社区治理", "书法"];
  for (const [i, id] of more.entries()) {
    const past = i < 3 ? { 申报: dayFrom(-1100), 入库: dayFrom(-1000) } : { 申报: dayFrom(-300), 入库: dayFrom(-200) };
    await talent(centre, id, { category: kinds[i], external: i === 8, facts: { speciality: skills[i]!, weekdays: i === 4 ? "2 4" : i % 2 ? "1 3 5" : "4", others: i === 5 ? "政治理论宣讲" : "" } }, i === 7 ? { 申报: dayFrom(-20) } : i === 6 ? { ...past, 暂停: dayFrom(-9) } : past);
  }
  await talent(centre, dao, { category: "医疗卫生", facts: { speciality: "骨科", weekdays: "4" } }, { 申报: dayFrom(-900), 入库: dayFrom(-890) });
  await talent(centre, yan, { category: "政治理论宣讲", facts: { speciality: "党史宣讲" } }, { 申报: dayFrom(-90), 入库: dayFrom(-80), 出库: dayFrom(-2) });
  const wang = more[4]!;
  await centre.call("ledger.save", { ledger: "appointment", day: dayFrom(-100), person: wang, facts: { role: "五老宣讲团成员", issuer: "景洪市关工委" } });
  await centre.call("ledger.save", { ledger: "dispatch", day: dayFrom(-10), person: wang, state: "已完成", facts: { client: "景洪市第一中学", need: "党史宣讲一场", hours: "2.5", audience: "120" } });
  await logIn();
  await toPool(page);
  await expect(inPool(page)).toHaveText("在库 8 人");
  await expect(total(page)).toHaveText("共 10 人");
  await expect(state(page, "出库 1")).toBeVisible();
  await expect(state(page, "暂停 1")).toBeVisible();
  await expect(rows(page).filter({ hasText: "刀建国" })).toContainText("待复核");
  await expect(rows(page).filter({ hasText: "刀建国" })).toContainText("已超过 75 岁");
  await accessible(page);

  await page.getByRole("searchbox", { name: "查找" }).fill("党史");
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("button", { name: "周四" }).focus();
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("赵学文");
  await expect(rows(page)).toContainText("2.5 小时");
  await expect(rows(page)).toContainText(dayFrom(-10));
  await accessible(page);
  await page.getByRole("button", { name: "周五" }).click();
  await expect(page.getByText("没有符合条件的人")).toBeVisible();
  await page.getByRole("button", { name: "清除条件" }).first().click();
  await expect(rows(page)).toHaveCount(10);
  await page.getByRole("combobox", { name: "主类别" }).click();
  await page.getByRole("option", { name: "政治理论宣讲" }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "清除条件" }).first().click();
  await page.getByRole("button", { name: "待复核", exact: true }).click();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole("button", { name: "清除条件" }).first().click();
  await state(page, "出库 1").click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("岩温罕");
  await state(page, "未出库 10").click();
  await expect(rows(page)).toHaveCount(10);

  // Last year's pool.
  await page.getByLabel("截至").fill(dayFrom(-400));
  await page.keyboard.press("Enter");
  await expect(inPool(page)).toHaveText("在库 4 人");
  await page.getByRole("button", { name: "今天", exact: true }).click();
  await expect(inPool(page)).toHaveText("在库 8 人");

  await page.evaluate(() => (window.print = () => undefined));
  await page.keyboard.press("Control+p");
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 });
  await expect(page.getByRole("heading", { name: "银发人才库名单", includeHidden: true })).toBeVisible();
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole("button", { name: "更多" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "导出" }).click()]);
  expect(download.suggestedFilename()).toContain("银发人才库花名册");
  await expect(said(page, "已导出 10 人")).toBeVisible();

  // The entry, its use, and from it to the form of the ledger.
  await page.getByRole("button", { name: "打开 赵学文 的登记" }).click();
  await expect(form(page)).toContainText("五老宣讲团成员 · 景洪市关工委");
  await expect(form(page)).toContainText("景洪市第一中学 · 党史宣讲一场");
  await accessible(page);
  await form(page).getByRole("link", { name: "派单", exact: true }).click();
  await expect(field(page, "派出人才")).toHaveValue("赵学文");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(form(page)).toContainText("赵学文");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  expect(await beyond(page)).toBe(0);
  await list(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(form(page)).toContainText("状态经过");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("n");
  await expect(field(page, "人员")).toBeFocused();
  await accessible(page);
});

test("somebody's page shows their entry or the way into the pool; the dead are not put forward", async ({ page, centre, logIn, accessible }) => {
  await logIn();
  await page.goto(`${centre.url}/#/people/${yan}`);
  await page.getByRole("tab", { name: "人才与志愿" }).click();
  const part = page.getByRole("tabpanel");
  await expect(part).toContainText("未入库");
  await accessible(page);
  await part.getByRole("button", { name: "申报" }).focus();
  await page.keyboard.press("Enter");
  await expect(field(page, "人员")).toHaveValue("岩温罕");
  await field(page, "主类别").selectOption("文化艺术");
  await field(page, "专业特长").fill("傣族剪纸");
  await page.keyboard.press("Tab");
  await field(page, "服务区域").press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(part).toContainText("傣族剪纸");
  await expect(part.getByRole("list", { name: "状态经过" })).toContainText("申报");
  await accessible(page);

  await centre.call("person.change_state", { id: dao, state: "去世", since: dayFrom(-10) });
  await page.goto(`${centre.url}/#/people/${dao}`);
  await page.getByRole("tab", { name: "人才与志愿" }).click();
  await expect(part).toContainText("未入库");
  await expect(part.getByRole("button", { name: "申报" })).toBeHidden();
});

test("categories and ages are set by the administrator; who may only look has no way to write", async ({ page, centre, logIn, accessible }) => {
  await talent(centre, yan, { category: "文化艺术", facts: { speciality: "剪纸" } }, { 申报: dayFrom(-20), 入库: dayFrom(-10) });
  await centre.call("operator.add", { name: "统计小王", password: "tongji-2026", role: "report" });
  await centre.call("operator.add", { name: "前台小李", password: "qiantai-2026", role: "desk" });
  await logIn();
  await toPool(page);
  await page.getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "类别与规则" }).click();
  await page.getByRole("button", { name: "去掉 文化艺术" }).click();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("alert")).toContainText("“文化艺术”类别里还有人，不能去掉");
  await accessible(page);
  await page.reload();
  await page.getByLabel("操作员", { exact: true }).selectOption("玉香");
  await page.getByLabel("密码", { exact: true }).fill("yinhui-2026");
  await page.keyboard.press("Enter");
  await page.goto(`${centre.url}/#/settings?at=talents`);
  await page.getByRole("button", { name: "加一个类别" }).click();
  await page.keyboard.insertText("民族医药");
  await page.getByRole("button", { name: "上移 民族医药" }).click();
  await page.getByLabel("年龄上限").fill("60");
  await page.keyboard.press("Enter");
  await expect(said(page, "已保存")).toBeVisible();
  await toPool(page);
  await expect(rows(page)).toContainText("已超过 60 岁");
  await page.keyboard.press("Control+l");

  await logIn({ operator: "统计小王", password: "tongji-2026" });
  await toPool(page);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole("button", { name: /^申报登记/ })).toBeHidden();
  await page.keyboard.press("n");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: "打开 岩温罕 的登记" }).click();
  await expect(form(page)).toContainText("剪纸");
  await expect(form(page).getByRole("button", { name: /修改|出库|暂停/ })).toBeHidden();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Control+l");

  await logIn({ operator: "前台小李", password: "qiantai-2026" });
  await expect(page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "人才库" })).toBeHidden();
});

test("五老 and 外来 are told and found, the pool is ordered by use and hours, and who is due is reviewed from the list", async ({ page, centre, logIn, accessible }) => {
  const wang = await centre.addPerson({ name: "王德明", sex: "男", birth: "1950-05", unit: "景洪市人民医院" });
  await talent(centre, yan, { facts: { weekdays: "4", elders: "老干部 老教师" } }, { 申报: dayFrom(-1100), 入库: dayFrom(-1000) });
  await talent(centre, wang, { external: true, facts: { weekdays: "4" } }, { 申报: dayFrom(-1100), 入库: dayFrom(-1000) });
  await talent(centre, dao, { facts: { weekdays: "4" } }, { 申报: dayFrom(-20) });
  for (const [person, day, hours] of [[yan, -10, "2"], [wang, -100, "8"]] as const) {
    await centre.call("ledger.save", { ledger: "dispatch", day: dayFrom(day), person, state: "已完成", facts: { client: "景洪市第一中学", need: "党史宣讲", hours } });
  }
  await logIn();
  await toPool(page);
  const names = () => rows(page).getByRole("link");
  await expect(rows(page).filter({ hasText: "岩温罕" })).toContainText("老干部、老教师");
  await page.getByLabel("五老", { exact: true }).selectOption("老教师");
  await expect(names()).toHaveText(["岩温罕"]);
  await page.getByRole("button", { name: "清除条件" }).first().click();
  await page.getByLabel("人员来源", { exact: true }).selectOption("外来或候鸟");
  await expect(names()).toHaveText(["王德明"]);
  await page.getByLabel("人员来源", { exact: true }).selectOption("本地");
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "清除条件" }).first().click();

  // An order leaves nobody out and stays when conditions go. With a day only who can be sent is shown.
  await page.getByLabel("排列", { exact: true }).selectOption("服务时长在前");
  await expect(names().first()).toHaveText("王德明");
  await expect(page.getByRole("button", { name: "清除条件" })).toHaveCount(0);
  await page.getByLabel("排列", { exact: true }).selectOption("最久未派在前");
  await expect(names()).toHaveText(["刀建国", "王德明", "岩温罕"]);
  await page.getByRole("button", { name: "周四" }).click();
  await expect(names()).toHaveText(["王德明", "岩温罕"]);
  await expect(page.getByText("只列已入库的人")).toBeVisible();
  await expect(page.getByLabel("排列", { exact: true })).toHaveValue("last_used");
  await accessible(page);
  await page.getByRole("button", { name: "清除条件" }).first().click();

  // Whoever is due: one from the list, one from their entry.
  await page.getByRole("button", { name: "待复核", exact: true }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "复核 王德明" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "复核 王德明" });
  await expect(dialog.getByLabel("复核日期")).toBeFocused();
  await dialog.getByLabel("复核日期").fill(dayFrom(-1050));
  await dialog.getByLabel("复核结果").fill("身体状况良好");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("日期早于上一个状态开始的日期，请核对。")).toBeVisible();
  await accessible(page);
  await dialog.getByLabel("复核日期").fill("今天");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(said(page, `王德明：${dayFrom(0)} 复核留用`)).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(list(page)).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Enter");
  await form(page).getByRole("group", { name: "办理" }).getByRole("button", { name: "复核留用" }).focus();
  await page.keyboard.press("Enter");
  await field(page, "复核结果").fill("本人愿意继续服务");
  await page.keyboard.press("Enter");
  await expect(form(page).getByText(`上次复核 ${dayFrom(0)}`)).toBeVisible();
  await expect(form(page).getByRole("list", { name: "状态经过" })).toContainText(`${dayFrom(0)}复核留用本人愿意继续服务`);
  await accessible(page);

  await form(page).getByRole("button", { name: "修改", exact: true }).click();
  await field(page, "老教师").uncheck();
  await field(page, "老战士").check();
  await accessible(page);
  await form(page).getByRole("button", { name: /^保存/ }).click();
  await expect(form(page)).toContainText("五老老干部、老战士");
  await page.evaluate(() => (window.print = () => undefined));
  await form(page).getByRole("button", { name: "打印登记表" }).click();
  await expect(page.getByTestId("application")).toContainText("☑ 老战士");
  expect((await centre.call("talent.get", { id: yan }))!.talent.facts.elders).toBe("老干部 老战士");
});

test("how many courses somebody may be in is the centre's own", async ({ page, centre, logIn, accessible }) => {
  await logIn();
  await page.goto(`${centre.url}/#/settings?at=events`);
  const most = page.getByLabel("每人同时最多报几门老年大学课程");
  await expect(most).toHaveValue("3");
  await most.fill("21");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("0 到 20");
  await accessible(page);
  await most.fill("0");
  await page.keyboard.press("Enter");
  await expect(said(page, "已保存")).toBeVisible();
  expect(await centre.call("event.rules", null)).toEqual({ courses: 0 });
  await accessible(page);
});
