import type { Page } from "@playwright/test";
import { expect, test } from "./rig";

const form = (page: Page) => page.getByRole("dialog").last();
const field = (page: Page, label: string) => form(page).getByLabel(label, { exact: true });
const said = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });
const rows = (page: Page) => page.locator("main tbody tr");
const scores = (page: Page) => page.getByRole("region", { name: "各评委打分" });
const alert = (page: Page, words: string) => form(page).getByText(words, { exact: true }).last();
const dayFrom = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const YEAR = dayFrom(0).slice(0, 4);

test("who is nominated is scored by several reviewers, and who is chosen is awarded", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(240_000);
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  await logIn();
  await page.goto(`${centre.url}/#/services/finest`);
  await expect(page.getByText("还没有最美银发志愿者评选记录")).toBeVisible();
  await page.keyboard.press("n");
  await expect(field(page, "个人")).toBeFocused();
  await page.keyboard.type("ywh", { delay: 70 });
  await expect(form(page).getByRole("listbox").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(field(page, "个人")).toHaveValue("岩温罕");
  await field(page, "年度").fill(YEAR);
  await field(page, "推荐单位").fill("老年大学");
  await expect(form(page).getByText("评审平均分"), "reckoned, not typed").toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(form(page)).toBeHidden();
  await expect(rows(page).first()).toContainText("已推荐");

  const list = page.getByRole("region", { name: "最美银发志愿者评选记录" });
  await list.focus();
  await page.keyboard.press("Enter");
  await expect(scores(page)).toContainText("还没有评委打分。");
  await expect(field(page, "评审平均分")).toHaveText("还没有");
  await accessible(page);
  await scores(page).getByRole("button", { name: "评审打分" }).press("Enter");
  await expect(form(page)).toContainText("登记最美银发志愿者评审打分");
  await expect(field(page, "评委")).toBeFocused();
  await expect(field(page, "个人")).toHaveValue("岩温罕");
  await expect(field(page, "年度")).toHaveValue(YEAR);
  await accessible(page);
  await page.keyboard.insertText("李老师");
  await page.keyboard.press("Tab");
  await expect(field(page, "评分")).toHaveAttribute("inputmode", "decimal");
  await page.keyboard.type("105");
  await page.keyboard.press("Enter");
  await expect(alert(page, "评分请填 0 到 100，最多两位小数。")).toBeVisible();
  await expect(field(page, "评分")).toBeFocused();
  await accessible(page);
  await field(page, "评分").fill("90");
  await page.keyboard.press("Control+Enter");
  await expect(field(page, "评委")).toBeFocused();
  await expect(field(page, "评委")).toHaveValue("");
  await page.keyboard.insertText("李老师");
  await field(page, "评分").fill("95");
  await page.keyboard.press("Enter");
  await expect(alert(page, "这位评委已经打过分，请在原来那一行修改。")).toBeVisible();
  await field(page, "评委").fill("王老师");
  await field(page, "评语").fill("十年如一日，带头做服务。");
  await field(page, "评分").press("Enter");

  // Back on the nomination, whose mean and state have come with it.
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(said(page, "已登记 王老师 的打分")).toBeVisible();
  await expect(scores(page).locator("tbody tr")).toHaveText([/李老师90/, /王老师95十年如一日，带头做服务。/]);
  await expect(field(page, "评审平均分")).toHaveText("92.5");
  await expect(field(page, "评审人数")).toHaveText("2");
  await expect(field(page, "状态")).toHaveValue("评审中");
  await accessible(page);

  // A score is changed, taken out and put back; what was typed meanwhile stays.
  await field(page, "授予单位").fill("州委老干部局");
  await scores(page).getByRole("button", { name: "修改 王老师 的打分" }).press("Enter");
  await field(page, "评分").fill("80.5");
  await page.keyboard.press("Enter");
  await expect(field(page, "评审平均分")).toHaveText("85.25");
  await scores(page).getByRole("button", { name: "修改 王老师 的打分" }).press("Enter");
  await form(page).getByRole("button", { name: "移除" }).press("Enter");
  await expect(said(page, "已移除 王老师 的打分")).toBeVisible();
  await expect(field(page, "评审平均分")).toHaveText("90");
  await scores(page).getByRole("button", { name: "撤销" }).press("Enter");
  await expect(field(page, "评审平均分")).toHaveText("85.25");
  await scores(page).getByRole("button", { name: "评审打分" }).press("Enter");
  await expect(field(page, "评委")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(field(page, "授予单位")).toHaveValue("州委老干部局");

  await field(page, "状态").selectOption("当选");
  await field(page, "授予单位").press("Enter");
  await expect(alert(page, "当选的请填公布日期，表彰台账按这一天登记。")).toBeVisible();
  await expect(field(page, "公布日期")).toBeFocused();
  await page.keyboard.insertText("今天");
  await page.keyboard.press("Enter");
  await expect(alert(page, "当选的请选级别，表彰台账按级别统计。")).toBeVisible();
  await accessible(page);
  await field(page, "级别").selectOption("州");
  await field(page, "文号").press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rows(page).first()).toContainText("85.25");
  await expect(rows(page).first()).toContainText("当选");
  const { rows: awards } = await centre.call("ledger.list", { filter: { ledger: "award" }, offset: 0, limit: 10 });
  expect(awards).toMatchObject([{ day: dayFrom(0), person: { name: "岩温罕" }, facts: { name: "最美银发志愿者", level: "州", issuer: "州委老干部局" } }]);

  await list.focus();
  await page.keyboard.press("Enter");
  await expect(scores(page)).toContainText("已有评选结果，不再打分。");
  await expect(scores(page).getByRole("button")).toHaveCount(0);
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
});

test("who may only look sees the scores and their mean", async ({ page, centre, logIn, accessible }) => {
  const team = (await centre.call("team.save", { name: "银发志愿服务队", kind: "志愿服务队", ended: false })).id;
  const day = dayFrom(0);
  await centre.call("ledger.save", { ledger: "finest", day, team, facts: { year: YEAR } });
  await centre.call("ledger.save", { ledger: "finest_score", day, team, facts: { year: YEAR, reviewer: "李老师", score: "88.5" } });
  await centre.call("operator.add", { name: "小王", password: "chakan-2026", role: "view" });
  await logIn({ operator: "小王", password: "chakan-2026" });
  await page.goto(`${centre.url}/#/services/finest`);
  await page.getByRole("button", { name: `打开 ${day} 银发志愿服务队` }).press("Enter");
  await expect(scores(page).locator("tbody tr")).toHaveText(/李老师88.5/);
  await expect(form(page)).toContainText(/评审平均分\s*88.5/);
  await expect(form(page).getByRole("button", { name: /打分|修改/ })).toHaveCount(0);
  await accessible(page);
});
