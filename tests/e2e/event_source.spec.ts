import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";

const AHEAD = 8 * 3_600_000;
const dayFrom = (days: number) => new Date(Date.now() + AHEAD + days * 86_400_000).toISOString().slice(0, 10);
const dialog = (page: Page) => page.getByRole("dialog", { name: "按支部、团队或保存的视图添加" });
const row = (page: Page, name: string) => dialog(page).getByRole("row", { name });
const offered = (page: Page) => page.getByTestId("offered");
const beyond = (page: Page) => page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth);

/** A general branch with two branches, a choir, and a list somebody keeps. */
async function gathered(centre: Program) {
  const top = (await centre.call("organization.save", { name: "市直机关党总支", kind: "党总支", composition: "离退休" })).id;
  for (const name of ["财贸支部", "教育支部"]) await centre.call("organization.save", { name, kind: "党支部", composition: "离退休", parent: top });
  const people: Record<string, string> = {};
  for (const [name, sex, birth, branch] of [
    ["白玉", "女", "1938-01", "财贸支部"],
    ["丁一", "男", "1952-05", "财贸支部"],
    ["李明", "男", "1955-06", "财贸支部"],
    ["岩温罕", "男", "1949-03", "财贸支部"],
    ["玉罕", "女", "1960-02", "教育支部"],
  ] as const) {
    people[name] = await centre.addPerson({ name, sex, birth, branch });
  }
  await centre.call("person.change_state", { id: people.岩温罕!, state: "去世", since: dayFrom(-20) });
  const team = (await centre.call("team.save", { name: "老年合唱团", kind: "社团", ended: false })).id;
  for (const name of ["玉罕", "李明"]) await centre.call("team.join", { team, person: people[name]! });
  await centre.call("view.save", { page: "people", name: "女同志", value: { query: { sex: "女" } } });
  return people;
}

/** By keyboard alone. */
async function choose(page: Page, label: string, words: string) {
  const box = dialog(page).getByRole("combobox", { name: label });
  await expect(box).toBeFocused();
  await page.keyboard.insertText(words);
  await page.getByRole("option", { name: words }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

test("a whole branch, team or kept list is put on the roster, without whoever is left out", async ({ page, centre, logIn, accessible }) => {
  const people = await gathered(centre);
  const { id } = await centre.call("event.save", { name: "春季健步走", kind: "文体活动", day: dayFrom(2), from: "0900", to: "1100", venue: "曼听公园", capacity: 2, cancelled: false });
  await centre.call("event.register", { event: id, people: [people.丁一!] });
  await logIn();
  await page.goto(`${centre.url}/#/events/${id}`);
  await page.getByRole("button", { name: "按支部或团队添加" }).press("Enter");
  await accessible(page);
  await choose(page, "选择党组织", "财贸支部");
  await expect(offered(page)).toHaveText("共 3 人，选中 2 人；1 人已在名单上。 另有 1 人已去世或转出，不列出。");
  await expect(row(page, "丁一")).toContainText("已在名单上");
  await expect(row(page, "丁一").getByRole("checkbox")).toHaveCount(0);
  await expect(row(page, "白玉")).toContainText("女");
  await expect(row(page, "岩温罕")).toHaveCount(0);
  await accessible(page);

  // Left out and taken in again with the keys of a list.
  const list = dialog(page).getByRole("region", { name: "财贸支部的人员" });
  await list.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Control+a");
  await expect(offered(page)).toContainText("选中 0 人");
  await expect(dialog(page).getByRole("button", { name: "报名 0 人" })).toBeDisabled();
  await page.keyboard.press("Control+a");
  await expect(offered(page)).toContainText("选中 2 人");
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  await page.evaluate(() => delete document.documentElement.dataset.scale);

  // What is above a branch brings what is below it; by then the place runs out.
  await dialog(page).getByRole("combobox", { name: "选择党组织" }).focus();
  await choose(page, "选择党组织", "市直机关");
  await expect(offered(page)).toContainText("共 4 人，选中 3 人；1 人已在名单上。");
  await dialog(page).getByRole("region", { name: "市直机关党总支（含下级）的人员" }).focus();
  await row(page, "李明").getByRole("checkbox").uncheck();
  await page.keyboard.press("Control+Enter");
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByText("已报名 1 人，候补 1 人")).toBeVisible();
  await expect(page.getByTestId("waiting")).toContainText("名额已满，列入候补：白玉。");
  await expect(page.getByTestId("warnings")).toContainText("白玉：已满 80 岁，请家属签字");
  await accessible(page);

  // Who said no is asked again only on purpose.
  await centre.call("event.mark", { event: id, person: people.白玉!, state: "withdrawn" });
  await page.getByRole("button", { name: "按支部或团队添加" }).press("Enter");
  await dialog(page).getByRole("button", { name: "保存的视图" }).press("Enter");
  await dialog(page).getByRole("combobox", { name: "选择视图" }).focus();
  await choose(page, "选择视图", "女同志");
  await expect(offered(page)).toContainText("共 2 人，选中 0 人；1 人已在名单上。");
  await expect(row(page, "白玉")).toContainText("已取消报名");
  await expect(row(page, "白玉").getByRole("checkbox")).not.toBeChecked();
  await dialog(page).getByRole("button", { name: "社团或团队" }).press("Enter");
  await dialog(page).getByRole("combobox", { name: "选择社团或团队" }).focus();
  await choose(page, "选择社团或团队", "老年合唱团");
  await expect(offered(page)).toContainText("共 2 人，选中 1 人；1 人已在名单上。");
  await dialog(page).getByRole("button", { name: "报名 1 人" }).press("Enter");
  await expect(page.getByRole("region", { name: "报名与到场名单" }).getByRole("row", { name: "李明" })).toBeVisible();
  expect(await beyond(page)).toBe(0);
});

test("a whole team comes to a series, and a pasted list; the front desk, who may not read the register, is offered the list alone", async ({ page, centre, logIn, accessible }) => {
  const people = await gathered(centre);
  const { id } = await centre.call("event.save_series", {
    rule: { repeat: "weekly", every: 1, weekdays: [2], from: dayFrom(1), to: dayFrom(60) },
    event: { name: "书法班", kind: "老年大学课程", day: dayFrom(1), from: "0900", to: "1100", venue: "三楼教室", cancelled: false },
  });
  await centre.call("event.enrol", { series: id, people: [people.李明!] });
  await centre.call("operator.add", { name: "前台小李", role: "desk", password: "yinhui-2026" });
  await logIn();
  await page.goto(`${centre.url}/#/events/series/${id}`);
  await page.getByRole("button", { name: "按支部或团队添加" }).press("Enter");
  await expect(dialog(page).getByRole("combobox", { name: "选择党组织" })).toBeFocused();
  await dialog(page).getByRole("button", { name: "社团或团队" }).press("Enter");
  await dialog(page).getByRole("combobox", { name: "选择社团或团队" }).focus();
  await choose(page, "选择社团或团队", "老年合唱团");
  await expect(row(page, "李明")).toContainText("已在系列里");
  await dialog(page).getByRole("button", { name: "报名 1 人" }).press("Enter");
  await expect(page.getByText("已报名 1 人")).toBeVisible();
  await expect(page.getByTestId("enrolled")).toHaveText("在读 2 人");

  await page.keyboard.press("Control+l");
  await logIn({ operator: "前台小李", password: "yinhui-2026" });
  await page.goto(`${centre.url}/#/events/series/${id}`);
  await page.getByRole("button", { name: "粘贴名单" }).press("Enter");
  await expect(page.getByLabel("姓名，一行一个")).toBeFocused();
  await expect(page.getByRole("button", { name: "按支部或团队添加" })).toHaveCount(0);
  await page.keyboard.insertText("1. 白玉\n2. 玉罕\n3. 王五");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("已报名 1 人，1 人原已在名单上")).toBeVisible();
  await expect(page.getByText("还有 1 个名字没有报名：").first()).toBeVisible();
  await expect(page.getByTestId("enrolled")).toHaveText("在读 3 人");
  await accessible(page);
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  expect(await beyond(page)).toBe(0);
});
