import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";
import { scan } from "./scanner";

const type = (page: Page, keys: string) => page.keyboard.type(keys, { delay: 70 });
const band = (page: Page) => page.getByTestId("band");
const figures = (page: Page) => page.getByTestId("event-figures");
const roster = (page: Page) => page.getByRole("region", { name: "报名与到场名单" });
const card = (page: Page, name: string) => page.getByRole("group", { name: "到馆用途" }).getByRole("button", { name });
/** Types into whatever has the focus, as with an input method. */
const write = (page: Page, words: string) => page.keyboard.insertText(words);

const AHEAD = 8 * 3_600_000;
/** The wall clock of the centre, so many minutes from now, but not beyond its day. */
function clock(minutes = 0): { day: string; time: string } {
  const now = new Date(Date.now() + AHEAD);
  const day = now.toISOString().slice(0, 10);
  const then = new Date(now.getTime() + minutes * 60_000).toISOString();
  return { day, time: then.slice(0, 10) === day ? then.slice(11, 16) : minutes < 0 ? "00:00" : "23:59" };
}
const dayFrom = (days: number) => new Date(Date.now() + AHEAD + days * 86_400_000).toISOString().slice(0, 10);

/** An event that is on now. */
function onNow(centre: Program, name: string, more: { capacity?: number; kind?: string; venue?: string } = {}) {
  const { day, time } = clock(-30);
  return centre.call("event.save", { name, kind: "文体活动", day, from: time, to: clock(90).time, cancelled: false, ...more });
}

test.beforeEach(async ({ centre }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03", phones: "13887654021", card: "2000012345" });
  await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11", phones: "13987651219" });
  await centre.addPerson({ name: "召存明", sex: "男", birth: "1944-06" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1951-02" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1955-08" });
});

test("an event is planned by keyboard, people are registered by key and by a pasted list, and too many are warned of", async ({ page, logIn, accessible }) => {
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "活动" }).click();
  await expect(page.getByText("这段时间没有活动")).toBeVisible();
  await accessible(page);
  await page.keyboard.press("n");
  await expect(page.getByLabel("活动名称")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("活动名称")).toHaveAttribute("aria-invalid", "true");
  await write(page, "老干部合唱排练");
  await page.getByLabel("类别", { exact: true }).selectOption("文体活动");
  await page.getByLabel("开始时间").fill(clock(-30).time.replace(":", ""));
  await page.getByLabel("结束时间").fill("99");
  await page.getByLabel("地点").fill("二楼排练厅");
  await page.getByLabel("人数上限").fill("2");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("结束时间")).toBeFocused();
  await accessible(page);
  await page.getByLabel("结束时间").fill(clock(90).time.replace(":", ""));
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { level: 1, name: "老干部合唱排练" })).toBeVisible();
  await expect(page.getByText("还没有人报名")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "报名的人" })).toBeFocused();
  await accessible(page);
  await type(page, "ywh");
  await expect(page.getByRole("listbox", { name: "相符的人" }).getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByText("已报名：岩温罕")).toBeVisible();
  await type(page, "1219");
  await page.keyboard.press("Enter");
  await expect(page.getByText("已报名：刀建国")).toBeVisible();
  await write(page, "玉罕");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("有 2 位相符");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(figures(page)).toContainText("实到0应到2");
  await expect(page.getByTestId("over")).toBeHidden();

  // One is there already, one nobody knows, two bear one name: the list keeps what is undecided.
  await page.getByRole("button", { name: "粘贴名单" }).click();
  await page.getByLabel("姓名，一行一个").fill("1. 岩温罕\n2. 召存明\n3. 李不在\n4. 玉罕");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("候补 1 人，1 人原已在名单上")).toBeVisible();
  await expect(figures(page)).toContainText("应到2候补1");
  await expect(page.getByTestId("waiting")).toContainText("名额已满，列入候补：召存明");
  await expect(page.getByText("有 2 位同名")).toBeVisible();
  await expect(page.getByText("没有找到", { exact: true })).toBeVisible();
  await expect(page.getByLabel("姓名，一行一个")).toHaveValue("李不在\n玉罕");
  await accessible(page);
  await page.getByTestId("waiting").getByRole("button", { name: "加座" }).click();
  await expect(page.getByTestId("over")).toHaveText("报名 3 人，超过上限 2 人");
  await expect(page.getByTestId("waiting")).toBeHidden();
  await page.getByRole("button", { name: "玉罕 女 · 1955-08" }).click();
  await expect(page.getByLabel("姓名，一行一个")).toHaveValue("李不在");
  await expect(page.getByTestId("waiting")).toContainText("玉罕");
  await page.getByLabel("姓名，一行一个").focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "报名的人" })).toBeFocused();
});

test("the roster is marked in one column by keyboard, and the figures follow", async ({ page, centre, logIn, accessible }) => {
  const { id } = await onNow(centre, "老干部合唱排练");
  const people = (await centre.call("person.list", { filter: {}, sort: "name", offset: 0, limit: 10 })).rows;
  await centre.call("event.register", { event: id, people: people.map((one) => one.id) });
  await centre.call("checkin.group", { name: "市卫健局", heads: { retired: 0, in_service: 12, public: 0 }, event: id });
  await logIn();
  await page.goto(`${centre.url}/#/events/${id}`);
  await expect(figures(page)).toContainText("实到0应到5+ 不记名12");
  await expect(page.getByRole("combobox", { name: "报名的人" })).toBeFocused();
  const names = await roster(page).locator("tbody .name").allTextContents();

  await page.keyboard.press("ArrowDown");
  await expect(roster(page)).toBeFocused();
  await page.keyboard.press(" ");
  await expect(page.getByRole("status").filter({ hasText: `${names[0]} 已到` })).toBeVisible();
  await expect(figures(page)).toContainText("实到1应到5");
  await expect(roster(page).locator("tbody tr").first()).toContainText(/到 \d\d:\d\d/);
  await page.keyboard.press(" ");
  await expect(page.getByText(`已撤销 ${names[0]} 的到场签到`)).toBeVisible();
  await expect(figures(page)).toContainText("实到0应到5");
  // Keys faster than the answers lose nobody.
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  await expect(figures(page)).toContainText("实到2应到5");

  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("q");
  await expect(page.getByLabel(`${names[2]} 请假原因`)).toBeFocused();
  await write(page, "住院");
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(roster(page).locator("tbody tr").nth(2)).toContainText("请假：住院");
  await expect(roster(page)).toBeFocused();
  await expect(figures(page)).toContainText("实到2应到5");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Delete");
  await expect(figures(page)).toContainText("实到2应到4");
  await accessible(page);
  // Who withdrew went to the end of the list and the cursor with them.
  await page.keyboard.press("r");
  await expect(figures(page)).toContainText("实到2应到5");
  await page.getByRole("button", { name: /^未到/ }).click();
  await expect(roster(page).locator("tbody tr")).toHaveCount(2);
  await page.getByRole("button", { name: /^请假 1$/ }).click();
  await expect(roster(page).locator("tbody tr")).toHaveCount(1);
  await page.getByRole("button", { name: /^全部/ }).click();
  await roster(page).focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "报名的人" })).toBeFocused();

  await page.evaluate(() => (window.print = () => undefined));
  await page.keyboard.press("Control+p");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: "老干部合唱排练 签到表", includeHidden: true })).toBeVisible();
  await expect(page.getByText("应到：5 人")).toBeVisible();
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  expect(await page.evaluate(() => document.querySelector("main")!.scrollWidth <= document.querySelector("main")!.clientWidth)).toBe(true);
});

test("at the desk a visit marks the event one is registered for, and an event can be what all come for", async ({ page, centre, logIn, accessible }) => {
  const { id } = await onNow(centre, "老干部合唱排练", { venue: "二楼排练厅" });
  await onNow(centre, "银潮之声大讲坛：新时代离退休干部工作的实践与思考", { kind: "讲坛讲座", venue: "报告厅" });
  const who = (await centre.call("checkin.find", { words: "岩温罕" })).enter ?? "";
  await centre.call("event.register", { event: id, people: [who] });
  await logIn();
  await expect(card(page, "老干部合唱排练")).toContainText("到 0 / 报 1");
  await type(page, "ywh");
  await expect(page.getByText("已报名 · 老干部合唱排练")).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Escape");

  await page.waitForTimeout(400);
  await scan(page, "2000012345");
  await expect(band(page)).toContainText("签到成功 · 今年第 1 次 · 已记入“老干部合唱排练”");
  await expect(card(page, "老干部合唱排练")).toContainText("到 1 / 报 1");

  // F4 goes on over the purposes to the events, and round.
  await expect(card(page, "活动中心")).toHaveAttribute("aria-pressed", "true");
  const cards = page.getByRole("group", { name: "到馆用途" }).getByRole("button");
  const count = await cards.count();
  for (let at = 1; at <= count; at += 1) {
    await page.keyboard.press("F4");
    await expect(cards.nth(at % count)).toHaveAttribute("aria-pressed", "true");
  }
  await card(page, "老干部合唱排练").click();
  await type(page, "1219");
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("刀建国 同志，欢迎您");
  await expect(band(page)).toContainText("已记入“老干部合唱排练”");
  await expect(card(page, "老干部合唱排练")).toContainText("到 2 / 报 1");
  await page.keyboard.press("F7");
  await expect(page.getByRole("heading", { name: "来宾 · 老干部合唱排练" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(card(page, "老干部合唱排练")).toContainText("到 3 / 报 1");
  await type(page, "yh");
  await accessible(page);
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  expect(await page.evaluate(() => document.querySelector("main")!.scrollWidth <= document.querySelector("main")!.clientWidth)).toBe(true);
  await page.evaluate(() => delete document.documentElement.dataset.scale);
  await page.keyboard.press("Escape");
  const page1 = await centre.call("event.get", { id });
  expect(page1.anonymous).toBe(1);
  expect(page1.roster.map((line) => line.state).sort()).toEqual(["报名", "未报名"]);

  // It ends: the desk goes back to the first purpose by itself.
  for (const line of page1.roster) await centre.call("checkin.undo", { id: line.presence ?? "" });
  await page.keyboard.press("Control+z");
  await expect(card(page, "老干部合唱排练")).toContainText("到 0 / 报 1");
  const { event } = page1;
  await centre.call("event.save", { id, name: event.name, kind: event.kind, day: event.day, from: event.from, to: event.to, cancelled: true });
  await expect(card(page, "老干部合唱排练")).toBeHidden();
  await expect(card(page, "活动中心")).toHaveAttribute("aria-pressed", "true");
});

test("the list and the month show what there is; an event is changed and cancelled, and who may not sees no acts", async ({ page, centre, logIn, accessible }) => {
  await centre.call("operator.add", { name: "李新", role: "view", password: "yinhui-2026" });
  const { id } = await onNow(centre, "老干部合唱排练", { venue: "二楼排练厅" });
  const names = ["理论学习中心组", "书法班", "太极拳", "健康讲座"];
  for (const [at, name] of names.entries()) {
    await centre.call("event.save", { name, kind: "老年大学课程", day: dayFrom(1), from: `0${at + 5}00`, to: "1130", venue: "三楼教室", cancelled: false });
  }
  await centre.call("event.save", { name: "已过的主题党日", kind: "主题党日", day: dayFrom(-1), from: "0900", to: "1130", cancelled: false });
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "活动" }).click();
  await page.getByLabel("开始日期", { exact: true }).fill(dayFrom(-1));
  await page.getByLabel("结束日期", { exact: true }).fill(dayFrom(1));
  await page.keyboard.press("Enter");
  await expect(page.getByText("共 6 场")).toBeVisible();
  await accessible(page);
  await page.getByRole("link", { name: "已过的主题党日" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "老干部合唱排练" })).toBeVisible();

  await page.getByRole("button", { name: "修改" }).click();
  await page.getByLabel("地点").fill("一楼大厅");
  await page.keyboard.press("Enter");
  await expect(page.getByText("一楼大厅")).toBeVisible();
  await page.getByRole("button", { name: "取消活动" }).click();
  await expect(page.getByText("会标为已取消，签到台不再提供")).toBeVisible();
  await accessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "取消活动" }).click();
  await expect(page.getByText("这场活动已取消，不能报名和签到。")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "报名的人" })).toBeHidden();
  await accessible(page);

  await page.goBack();
  await expect(page.getByText("共 6 场")).toBeVisible();
  await expect(page.getByText("已取消")).toBeVisible();
  await page.getByRole("tab", { name: "月历" }).click();
  await page.goto(`${centre.url}/#/events?view=month&month=${dayFrom(1).slice(0, 7)}`);
  await expect(page.getByRole("link", { name: /书法班/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "还有 1 场" })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "下月" }).click();
  await page.getByRole("button", { name: "上月" }).click();
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await page.evaluate(() => delete document.documentElement.dataset.scale);
  await page.getByRole("button", { name: "还有 1 场" }).click();
  await expect(page.getByText("共 4 场")).toBeVisible();

  await page.keyboard.press("Control+l");
  await logIn({ operator: "李新", password: "yinhui-2026" });
  await page.goto(`${centre.url}/#/events/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: "老干部合唱排练" })).toBeVisible();
  await expect(page.getByRole("button", { name: "修改" })).toBeHidden();
  await page.goto(`${centre.url}/#/events`);
  await expect(page.getByRole("button", { name: /新建活动/ })).toBeHidden();
  await accessible(page);
});
