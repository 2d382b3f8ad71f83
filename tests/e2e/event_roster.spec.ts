import type { Page } from "@playwright/test";
import { printed } from "./pdf";
import { expect, test } from "./rig";
import { workbook } from "./workbook";

const AHEAD = 8 * 3_600_000;
const dayFrom = (days: number) => new Date(Date.now() + AHEAD + days * 86_400_000).toISOString().slice(0, 10);
const figures = (page: Page) => page.getByTestId("event-figures");
const roster = (page: Page) => page.getByRole("region", { name: "报名与到场名单" });
const row = (page: Page, name: string) => roster(page).getByRole("row", { name });
const names = (page: Page) => roster(page).locator("tbody .name").allTextContents();
const said = (page: Page, words: string) => expect(page.getByRole("status").filter({ hasText: words })).toBeVisible();

const PEOPLE = [
  { name: "白玉", sex: "女", birth: "1938-01", rank: "正县处级", phones: "13887654021" },
  { name: "丁一", sex: "男", birth: "1952-05", rank: "正乡科级" },
  { name: "李明", sex: "男", birth: "1955-06", rank: "副厅局级" },
  { name: "玉罕", sex: "女", birth: "1960-02" },
] as const;

/** Puts the cursor on somebody, as the arrows would. */
async function at(page: Page, name: string) {
  const all = await names(page);
  await roster(page).focus();
  await page.keyboard.press("Home");
  for (let step = all.findIndex((one) => one.includes(name)); step > 0; step -= 1) await page.keyboard.press("ArrowDown");
  await expect(row(page, name)).toHaveAttribute("aria-current", "true");
}

test("who came late, for whom another signed, who was elsewhere and who was absent is said by key, and taken back by the same", async ({ page, centre, logIn, accessible }) => {
  const people = [];
  for (const facts of PEOPLE) people.push(await centre.addPerson(facts));
  const { id } = await centre.call("event.save", { name: "形势报告会", kind: "讲坛讲座", day: dayFrom(0), from: "0000", to: "2359", venue: "报告厅", cancelled: false });
  await centre.call("event.register", { event: id, people });
  await logIn();
  await page.goto(`${centre.url}/#/events/${id}`);
  await expect(figures(page)).toContainText("实到0应到4");

  await at(page, "白玉");
  await page.keyboard.press("c");
  await said(page, "白玉 记为迟到");
  await expect(row(page, "白玉")).toContainText(/迟到 \d\d:\d\d/);
  await at(page, "丁一");
  await page.keyboard.press("x");
  await expect(row(page, "丁一")).toContainText("线上");
  await expect(figures(page)).toContainText("实到2应到4");
  await at(page, "李明");
  await page.keyboard.press("b");
  await expect(page.getByLabel("李明 缺席原因，可不填")).toBeFocused();
  await page.keyboard.insertText("外出");
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(row(page, "李明")).toContainText("缺席：外出");
  await expect(roster(page)).toBeFocused();
  await at(page, "玉罕");
  await page.keyboard.press("s");
  await expect(row(page, "玉罕")).toContainText("送学上门");
  await expect(figures(page)).toContainText("实到2应到4");
  await page.getByRole("button", { name: "缺席、送学 2" }).click();
  await expect(roster(page).locator("tbody tr")).toHaveCount(2);
  await page.getByRole("button", { name: "全部 4" }).click();
  await accessible(page);

  await at(page, "玉罕");
  await page.keyboard.press("s");
  await said(page, "玉罕 的标记已取消");
  await page.getByTestId("strip").getByRole("button", { name: "代签 D" }).click();
  await expect(row(page, "玉罕")).toContainText(/代签 \d\d:\d\d/);
  await expect(roster(page)).toBeFocused();
  await page.keyboard.press(" ");
  await said(page, "已撤销 玉罕 的到场签到");
  await expect(row(page, "玉罕")).toHaveAttribute("aria-busy", "false");
  await page.keyboard.press(" ");
  await expect(row(page, "玉罕")).toContainText(/到 \d\d:\d\d/);
  await expect(row(page, "玉罕")).not.toContainText("代签");

  // Over the telephone.
  await page.getByRole("button", { name: "电话通知" }).click();
  await at(page, "白玉");
  await page.keyboard.press("2");
  await expect(row(page, "白玉").getByRole("button", { name: "来", exact: true })).toHaveAttribute("aria-pressed", "true");
  await row(page, "李明").getByRole("button", { name: "未接" }).click();
  await expect(row(page, "李明").getByRole("button", { name: "未接" })).toHaveAttribute("aria-pressed", "true");
  await row(page, "白玉").getByRole("button", { name: "显示 白玉" }).click();
  await expect(row(page, "白玉")).toContainText("13887654021");
  // Of 80 and more a relative signs too.
  await expect(row(page, "丁一").getByRole("checkbox")).toHaveCount(0);
  await row(page, "白玉").getByLabel("白玉 家属签字").check();
  await said(page, "白玉 的签字已记下");
  await accessible(page);
  const [first] = (await centre.call("event.get", { id })).roster;
  expect(first).toMatchObject({ name: "白玉", answer: "来", family_signed: true, safety_signed: false, attendance: "迟到" });

  // In the order that is asked for, on the page, on paper and in the workbook.
  await page.getByRole("button", { name: "点名" }).click();
  const order = page.getByLabel("排序");
  await order.selectOption("按姓氏笔画");
  expect((await names(page)).slice(0, 3)).toEqual(["丁一", "玉罕", "白玉"]);
  await order.selectOption("按职级");
  expect((await names(page))[0]).toBe("李明");
  await order.selectOption("手工");
  await at(page, "玉罕");
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => names(page)).toEqual(["白玉", "丁一", "玉罕", "李明"]);
  await page.getByTestId("strip").getByRole("button", { name: "上移 Alt ↑" }).click();
  await expect.poll(() => names(page)).toEqual(["白玉", "玉罕", "丁一", "李明"]);
  await page.evaluate(() => (window.print = () => undefined));
  await page.keyboard.press("Control+p");
  expect(await page.locator(".paper .who").allTextContents()).toEqual(expect.arrayContaining(["白玉", "玉罕", "丁一", "李明"]));
  expect((await page.locator(".paper .who").allTextContents()).slice(0, 4)).toEqual(["白玉", "玉罕", "丁一", "李明"]);
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出签到表" }).click();
  expect((await file).suggestedFilename()).toContain("形势报告会 签到表");
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  expect(await page.evaluate(() => document.querySelector("main")!.scrollWidth <= document.querySelector("main")!.clientWidth)).toBe(true);
});

test("when it is full people wait, and move up when a place becomes free; what speaks against somebody is said", async ({ page, centre, logIn, accessible }) => {
  const people = [];
  for (const facts of PEOPLE) people.push(await centre.addPerson(facts));
  const organization = (await centre.call("organization.save", { name: "财贸支部", kind: "党支部", composition: "离退休" })).id;
  await centre.call("event.save", { name: "书画班", kind: "老年大学课程", day: dayFrom(3), from: "0900", to: "1100", venue: "三楼教室", cancelled: false });
  await logIn();
  await page.goto(`${centre.url}/#/events`);
  await expect(page.getByRole("link", { name: "今日看板" })).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByLabel("活动名称")).toBeFocused();
  await page.keyboard.insertText("外出参观");
  await page.getByLabel("类别", { exact: true }).selectOption("学习调研");
  await page.getByLabel("日期", { exact: true }).fill(dayFrom(3));
  await page.getByLabel("开始时间").fill("1000");
  await page.getByLabel("结束时间").fill("1200");
  await page.getByLabel("地点").fill("三楼教室");
  await page.getByLabel("人数上限").fill("2");
  await expect(page.getByLabel("主讲人")).toBeHidden();
  await page.getByRole("button", { name: /^更多/ }).click();
  await page.getByLabel("主讲人").fill("李明");
  await page.keyboard.press("Enter");
  await expect(page.getByText("男 · 71岁").or(page.getByText(/男 · \d+岁/)).first()).toBeVisible();
  await page.getByLabel("品牌", { exact: true }).fill("银潮之声");
  await page.getByLabel("年龄从").fill("70");
  await page.getByRole("combobox", { name: "主办党组织" }).click();
  await page.getByRole("option", { name: "财贸支部" }).click();
  await accessible(page);
  await page.getByRole("button", { name: "保存，去报名" }).click();
  await expect(page.getByTestId("clash")).toContainText("同一时间这个地点还有：书画班");
  await expect(page.getByRole("link", { name: "财贸支部" })).toBeVisible();
  await expect(page.getByRole("link", { name: "李明" })).toBeVisible();

  const box = page.getByRole("combobox", { name: "报名的人" });
  for (const [words, what] of [["白玉", "已报名：白玉"], ["玉罕", "已报名：玉罕"], ["丁一", "名额已满，丁一 列入候补"]] as const) {
    await box.fill(words);
    await page.keyboard.press("Enter");
    await expect(page.getByText(what)).toBeVisible();
    if (words === "白玉") await expect(page.getByTestId("warnings")).toContainText("白玉：已满 80 岁，请家属签字");
    if (words === "玉罕") await expect(page.getByTestId("warnings")).toContainText("玉罕：不满 70 岁");
  }
  await expect(figures(page)).toContainText("应到2候补1");
  await expect(row(page, "丁一")).toContainText("候补 第 1 位");
  await box.fill("李明");
  await page.keyboard.press("Enter");
  await expect(row(page, "李明")).toContainText("候补 第 2 位");
  await accessible(page);

  // Somebody cannot come: the first who waits moves up.
  await at(page, "玉罕");
  await page.keyboard.press("q");
  await page.keyboard.press("Enter");
  await said(page, "玉罕 已请假；丁一 从候补转为报名，请通知本人");
  await expect(row(page, "丁一")).toContainText("报名");
  await expect(row(page, "李明")).toContainText("候补 第 1 位");
  await at(page, "李明");
  await page.keyboard.press("j");
  await said(page, "李明 已加座");
  await expect(page.getByTestId("over")).toHaveText("报名 3 人，超过上限 2 人");

  // More room says who moved up, too.
  await at(page, "玉罕");
  await page.keyboard.press("r");
  await expect(row(page, "玉罕")).toContainText("候补 第 1 位");
  await page.getByRole("button", { name: "修改", exact: true }).click();
  await page.getByLabel("人数上限").fill("6");
  await page.keyboard.press("Enter");
  await said(page, "玉罕 从候补转为报名，请通知本人");
  const { event } = await centre.call("event.get", { id: page.url().split("/").at(-1) ?? "" });
  expect(event).toMatchObject({ organization, organization_name: "财贸支部", brand: "银潮之声", lecturer_name: "李明", age_from: 70, expected: 4, waiting: 0 });
});

test("the week and the board show what there is, and a person's page their events", async ({ page, centre, logIn, accessible }) => {
  const person = await centre.addPerson(PEOPLE[0]);
  const { id } = await centre.call("event.save", { name: "老干部合唱排练", kind: "文体活动", day: dayFrom(0), from: "0000", to: "2359", venue: "二楼排练厅", cancelled: false });
  await centre.call("event.save", { name: "赴勐海调研", kind: "学习调研", day: dayFrom(0), from: "0900", to: "1600", venue: "勐海县", away: true, cancelled: false });
  await centre.call("event.register", { event: id, people: [person] });
  await centre.call("event.mark", { event: id, person, attendance: "late" });
  await logIn();
  await page.goto(`${centre.url}/#/events`);
  await page.getByRole("tab", { name: "周" }).click();
  await expect(page.getByRole("link", { name: /老干部合唱排练/ })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "下周" }).click();
  await expect(page.getByRole("link", { name: /老干部合唱排练/ })).toBeHidden();
  await page.getByRole("button", { name: "本周" }).click();
  await page.getByRole("link", { name: "今日看板" }).click();
  await expect(page.getByRole("heading", { name: "今日活动" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "老干部合唱排练" })).toContainText("1 / 1 人");
  await accessible(page);
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await page.evaluate(() => delete document.documentElement.dataset.scale);
  await page.goto(`${centre.url}/#/people/${person}`);
  await page.getByRole("tab", { name: "到馆与活动" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "老干部合唱排练" })).toContainText("迟到");
  await accessible(page);
});

test("a roster in a workbook is registered by who is certain; an unknown name and two of one name are left to the clerk", async ({ page, centre, logIn, accessible }) => {
  await centre.addPerson(PEOPLE[0]);
  await centre.addPerson(PEOPLE[1]);
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1951-02", branch: "财贸支部" });
  const other = await centre.addPerson({ name: "玉罕", sex: "女", birth: "1955-08" });
  const { id } = await centre.call("event.save", { name: "外出参观", kind: "学习调研", day: dayFrom(3), from: "0900", to: "1600", venue: "勐海县", cancelled: false });
  await logIn();
  await page.goto(`${centre.url}/#/events/${id}`);
  await page.getByRole("button", { name: "粘贴名单" }).press("Enter");
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "从表格读取" }).press("Enter");
    await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer });
  };
  await choose("说明.xlsx", workbook("说明", [["请各支部于周五前报名"]]));
  await expect(page.getByRole("alert").filter({ hasText: "没有找到人员" })).toContainText("要有一行表头，其中有“姓名”一列");
  await expect(page.getByText("还没有人报名")).toBeVisible();

  await choose("报名表.xlsx", workbook("参观", [["序号", "姓名", "性别", "出生年月"], ["1", "白玉", "女", "1938-01"], ["2", "丁一", "男", ""], ["3", "王五", "男", "1950-04"], ["4", "玉罕", "女", ""]]));
  await said(page, "表格：已报名 2 人");
  await expect(figures(page)).toContainText("应到2");
  await expect(page.getByRole("alert").filter({ hasText: "表格里还有 2 行没有报名" })).toBeVisible();
  const left = page.getByRole("list", { name: "表格里还有 2 行没有报名：" });
  await expect(left.getByRole("listitem").first()).toHaveText("王五 参观 第 4 行：没有登记过");
  await expect(left.getByRole("listitem").last()).toContainText("玉罕 参观 第 5 行：不能确定是哪一位");
  await accessible(page);
  await left.getByRole("button", { name: /^玉罕 .*1955/ }).press("Enter");
  await expect(figures(page)).toContainText("应到3");
  await expect(row(page, "玉罕")).toContainText("1955-08");
  await expect(page.getByRole("list", { name: "表格里还有 1 行没有报名：" }).getByRole("listitem")).toHaveText("王五 参观 第 4 行：没有登记过");
  expect((await centre.call("event.get", { id })).roster.map(({ person }) => person)).toContain(other);
  // The same workbook again puts nobody there twice.
  await choose("报名表.xlsx", workbook("参观", [["姓名", "出生年月"], ["白玉", "1938-01"], ["丁一", "1952-05"]]));
  await said(page, "表格：2 人原已在名单上");
  await expect(figures(page)).toContainText("应到3");
});

test("the sheet to sign fills its pages, and afterwards is entered from the paper at the hour of the event", async ({ page, centre, logIn, accessible }) => {
  const many = "甲乙丙丁戊己庚辛壬癸".split("");
  const people = [];
  for (const name of [...many.map((one) => `张${one}`), ...many.map((one) => `李${one}`), "白玉", "丁一", "玉罕"]) people.push(await centre.addPerson({ name, sex: "男", birth: "1952-05", branch: "财贸支部" }));
  const walkIn = await centre.addPerson({ name: "刀建国", sex: "男", birth: "1950-11" });
  const day = dayFrom(-3);
  const { id } = await centre.call("event.save", { name: "形势报告会", kind: "讲坛讲座", day, from: "0930", to: "1100", venue: "报告厅", cancelled: false });
  await centre.call("event.register", { event: id, people });
  await logIn();
  await page.goto(`${centre.url}/#/events/${id}`);
  await page.evaluate(() => (window.print = () => undefined));
  const print = async () => {
    await page.getByRole("button", { name: "打印签到表" }).click();
    await expect(page.locator(".paper .sheet")).toHaveCount(2);
    return printed(await page.pdf({ preferCSSPageSize: true, printBackground: false }));
  };
  await expect(figures(page)).toContainText("实到0应到23");
  const [first = "", second = "", ...more] = await print();
  expect(more).toEqual([]);
  for (const [sheet, page] of [[first, 1], [second, 2]] as const) {
    expect(sheet).toContain("形势报告会签到表");
    expect(sheet).toContain("地点:报告厅");
    expect(sheet).toContain(`应到:23人实到:人缺席:人第${page}页共2页`);
  }
  // Nineteen lines a sheet, every name on one of them, blank ones to write on below.
  const lines = (await centre.call("event.get", { id })).roster.map(({ name }, i) => `${i + 1}${name}财贸支部`);
  const blank = Array.from({ length: 15 }, (_, i) => String(lines.length + 1 + i));
  expect(first).toContain(`签名备注${lines.slice(0, 19).join("")}应到`);
  expect(second).toContain(`签名备注${[...lines.slice(19), ...blank].join("")}应到`);

  // Called up from the paper: the first two came, and somebody who wrote on a blank line.
  await at(page, "白玉");
  await page.keyboard.press(" ");
  await said(page, "白玉 已到");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  await said(page, "丁一 已到");
  await page.getByRole("combobox", { name: "报名的人" }).fill("刀建国");
  await page.keyboard.press("Enter");
  await said(page, "已报名：刀建国");
  await expect(row(page, "刀建国")).toHaveAttribute("aria-current", "true");
  await roster(page).focus();
  await page.keyboard.press(" ");
  await said(page, "刀建国 已到");
  await at(page, "李丁");
  await page.keyboard.press("b");
  await page.keyboard.insertText("外出");
  await page.keyboard.press("Enter");
  await expect(figures(page)).toContainText("实到3应到24");
  await expect(row(page, "刀建国")).toContainText("到 09:30");
  await accessible(page);
  const then = await centre.call("checkin.day", { day });
  expect(then).toMatchObject({ visits: 3, persons: 3 });
  expect((await centre.call("event.get", { id })).roster.filter(({ presence }) => presence !== null).map(({ person }) => person)).toContain(walkIn);
  const [after = ""] = await print();
  expect(after).toContain("1白玉财贸支部09:30到2刀建国09:30到3丁一财贸支部09:30到4李丙财贸支部5李丁财贸支部缺席:外出");
  expect(after).toContain("应到:24人实到:3人缺席:21人");
});
