import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";

const AHEAD = 8 * 3_600_000;
const dayFrom = (days: number) => new Date(Date.now() + AHEAD + days * 86_400_000).toISOString().slice(0, 10);
const TODAY = dayFrom(0);
const offered = (page: Page, label: string) => page.getByLabel(label, { exact: true }).evaluate((box: HTMLInputElement) => [...(box.list?.options ?? [])].map(({ value }) => value));

async function planned(centre: Program) {
  const who = await centre.addPerson({ name: "白玉", sex: "女", birth: "1952-01" });
  const plan = async (name: string, kind: string, more: { brand?: string; campaign?: string }) =>
    (await centre.call("event.save", { name, kind, day: TODAY, from: "0000", to: "2359", venue: "报告厅", cancelled: false, ...more })).id;
  const talk = await plan("周四讲坛", "讲坛讲座", { brand: "银潮之声", campaign: "银龄行动" });
  await plan("合唱排练", "文体活动", { brand: "银潮之声" });
  await plan("主题党日", "主题党日", {});
  await centre.call("event.register", { event: talk, people: [who] });
  await centre.call("event.attend", { event: talk, people: [who] });
}

test("the list is narrowed by kind, brand and campaign, says how many events and people that is, and is found again", async ({ page, centre, logIn, accessible }) => {
  await planned(centre);
  await logIn();
  await page.goto(`${centre.url}/#/events?from=${TODAY}&to=${TODAY}`);
  const figures = (words: string) => expect(page.getByRole("status").filter({ hasText: /^共/ })).toHaveText(words);
  await figures("共 3 场，报名 1 人次，到 1 人次");
  await page.getByLabel("按品牌筛选").selectOption("银潮之声（2）");
  await figures("共 2 场，报名 1 人次，到 1 人次");
  await page.getByLabel("按类别筛选").selectOption("文体活动（1）");
  await figures("共 1 场，报名 0 人次，到 0 人次");
  await expect(page.getByRole("link", { name: "周四讲坛" })).toBeHidden();
  await accessible(page);
  await page.getByRole("link", { name: "合唱排练" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "合唱排练" })).toBeVisible();
  await page.goBack();
  await figures("共 1 场，报名 0 人次，到 0 人次");
  await expect(page.getByLabel("按品牌筛选")).toHaveValue("银潮之声");
  await expect(page.getByLabel("按系列主题活动筛选"), "where there is nothing to choose nothing is asked").toHaveCount(0);
  await page.getByRole("search", { name: "筛选活动" }).getByRole("button", { name: "取消筛选" }).press("Enter");
  await figures("共 3 场，报名 1 人次，到 1 人次");

  // Nothing of it in another span: there is a way out.
  await page.goto(`${centre.url}/#/events?from=${TODAY}&to=${TODAY}&kind=党课`);
  await expect(page.getByText("这段时间没有符合条件的活动")).toBeVisible();
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  expect(await page.evaluate(() => document.querySelector("main")!.scrollWidth <= document.querySelector("main")!.clientWidth)).toBe(true);
  await page.getByRole("button", { name: "取消筛选" }).last().press("Enter");
  await figures("共 3 场，报名 1 人次，到 1 人次");
});

test("an event is given a brand, a campaign and a room that are known already", async ({ page, centre, logIn, accessible }) => {
  await planned(centre);
  const room = { opens: [], office: false, remark: "" };
  await centre.call("venue.save", { name: "二楼排练厅", seats: 40, ended: false, ...room });
  await centre.call("venue.save", { name: "旧教室", seats: 20, ended: true, ...room });
  await logIn();
  await page.goto(`${centre.url}/#/events`);
  await page.getByRole("button", { name: "新建活动" }).press("Enter");
  await expect(page.getByLabel("活动名称")).toBeFocused();
  await expect.poll(() => offered(page, "地点")).toEqual(["二楼排练厅"]);
  await page.getByRole("button", { name: /^更多/ }).press("Enter");
  await expect.poll(() => offered(page, "品牌")).toEqual(["银潮之声"]);
  expect(await offered(page, "系列主题活动")).toEqual(["银龄行动"]);
  await accessible(page);
});

test("a kind of the centre's own is added in the settings, chosen for an event, and found by the kind it is part of", async ({ page, centre, logIn, accessible }) => {
  await planned(centre);
  await logIn();
  await page.goto(`${centre.url}/#/settings?at=kinds`);
  await page.getByRole("button", { name: "在 主题党日 下面加一类" }).press("Enter");
  await page.keyboard.insertText("走访参观");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  await accessible(page);

  await page.goto(`${centre.url}/#/events?from=${TODAY}&to=${TODAY}`);
  await page.getByRole("button", { name: "新建活动" }).press("Enter");
  await page.getByLabel("活动名称").fill("参观烈士陵园");
  await page.getByLabel("类别", { exact: true }).selectOption("走访参观");
  await expect(page.getByRole("combobox", { name: "主办党组织" }), "a meeting of a branch asks at once who holds it").toBeVisible();
  await page.getByLabel("开始时间").fill("0900");
  await page.getByLabel("结束时间").fill("1100");
  await accessible(page);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("参观烈士陵园").first()).toBeVisible();

  await page.goto(`${centre.url}/#/events?from=${TODAY}&to=${TODAY}`);
  await page.getByLabel("按类别筛选").selectOption("主题党日（2）");
  await expect(page.getByRole("link", { name: "参观烈士陵园" })).toBeVisible();
  await page.getByLabel("按类别筛选").selectOption("走访参观（1）");
  await expect(page.getByRole("link", { name: "主题党日" })).toBeHidden();

  // With an event it can neither be renamed nor taken away.
  await page.goto(`${centre.url}/#/settings?at=kinds`);
  await page.getByRole("button", { name: "去掉 走访参观" }).press("Enter");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("alert")).toContainText("“走访参观”类别里还有活动");
  await accessible(page);
});
