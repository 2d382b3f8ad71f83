import type { Page } from "@playwright/test";
import { printed } from "./pdf";
import type { Program } from "./program";
import { expect, test } from "./rig";

const AHEAD = 8 * 3_600_000;
const dayFrom = (days: number) => new Date(Date.now() + AHEAD + days * 86_400_000).toISOString().slice(0, 10);
const paper = (page: Page) => page.getByTestId("minutes");
const pdf = async (page: Page) => printed(await page.pdf({ preferCSSPageSize: true, printBackground: false }));

/** A meeting of a branch two days ago, with a roster one of whom was excused. */
async function met(centre: Program) {
  const organization = (await centre.call("organization.save", { name: "财贸支部", kind: "党支部", composition: "离退休" })).id;
  const people = [];
  for (const name of ["白玉", "丁一", "李明"]) people.push(await centre.addPerson({ name, sex: "男", birth: "1952-05" }));
  const { id } = await centre.call("event.save", { name: "第三季度党员大会", kind: "党员大会", day: dayFrom(-2), from: "0900", to: "1100", venue: "三楼会议室", organization, cancelled: false });
  await centre.call("event.register", { event: id, people });
  await centre.call("event.attend", { event: id, people: people.slice(1) });
  await centre.call("event.mark", { event: id, person: people[0]!, state: "excused", reason: "住院" });
  return { id, organization };
}

test("the minutes are saved and printed at once, with what the roster knows; long ones go on from sheet to sheet", async ({ page, centre, logIn, accessible }) => {
  const { id, organization } = await met(centre);
  await logIn();
  await page.goto(`${centre.url}/#/events/${id}`);
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole("button", { name: "写会议记录" }).press("Enter");
  await page.getByLabel("主持人").fill("岩温罕");
  await page.getByLabel("记录人").fill("玉罕");
  await page.getByLabel("议题").fill("讨论第四季度工作计划");
  // Without what must be written nothing is kept and nothing printed.
  await page.getByRole("button", { name: "保存并打印" }).press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "主要内容" })).toBeVisible();
  await expect(paper(page)).toHaveCount(0);
  await page.getByLabel("主要内容").fill("学习全会精神。");
  await accessible(page);
  await page.getByRole("button", { name: "保存并打印" }).press("Enter");
  await expect(page.getByRole("button", { name: "会议记录：暂存" })).toBeVisible();
  await expect(paper(page).getByRole("row", { includeHidden: true })).toHaveCount(10);
  const [one, ...more] = await pdf(page);
  expect(more).toEqual([]);
  for (const words of ["会议记录", "财贸支部", "党员大会", "三楼会议室", "主持人岩温罕记录人玉罕", "应到3人实到2人缺席1人", "缺席名单及原因白玉(请假:住院)", "学习全会精神。", "主持人(签名):", "第1页共1页"]) {
    expect(one).toContain(words);
  }

  // As it is kept it is printed at once.
  const content = Array.from({ length: 25 }, (_, i) => `第${i + 1}位同志发言：${"坚持学习，结合支部实际开展银龄行动志愿服务。".repeat(3)}`).join("");
  const [entry] = (await centre.call("ledger.list", { filter: { ledger: "minutes", event: id }, offset: 0, limit: 1 })).rows;
  await centre.call("ledger.save", { id: entry!.id, ledger: "minutes", day: entry!.day, event: id, organization, state: "通过", facts: { ...entry!.facts, content, resolution: "一致同意。" } });
  await page.getByRole("button", { name: "会议记录：通过" }).press("Enter");
  await page.getByRole("button", { name: "打印会议记录" }).press("Enter");
  await expect(paper(page)).toContainText("主要内容（续）");
  await page.emulateMedia({ media: "print" });
  const over = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".paper .sheet, .paper td")].filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent?.slice(0, 40)),
  );
  expect(over).toEqual([]);
  const sheets = await pdf(page);
  expect(sheets).toHaveLength(await paper(page).locator(".sheet").count());
  expect(sheets.length).toBeGreaterThan(2);
  expect(sheets.join("")).toContain("第25位同志发言");
  expect(sheets.map((words) => words.includes("签名"))).toEqual(sheets.map((_, i) => i === sheets.length - 1));
  await page.emulateMedia({ media: null });

  // Another paper takes its place.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+p");
  await expect(page.locator(".paper h1")).toHaveText("第三季度党员大会 签到表");
  await expect(paper(page)).toHaveCount(0);
});

test("who may only read prints the minutes too, from the branch as well", async ({ page, centre, logIn, accessible }) => {
  const { id, organization } = await met(centre);
  await centre.call("ledger.save", { ledger: "minutes", day: dayFrom(-2), event: id, organization, state: "通过", facts: { theme: "党员大会", content: "学习" } });
  await centre.call("operator.add", { name: "李新", role: "view", password: "yinhui-2026" });
  await logIn({ operator: "李新", password: "yinhui-2026" });
  await page.goto(`${centre.url}/#/organizations/${organization}`);
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole("tab", { name: "组织生活" }).click();
  await page.getByRole("button", { name: "会议记录：通过 第三季度党员大会" }).press("Enter");
  await accessible(page);
  await page.getByRole("button", { name: "打印会议记录" }).press("Enter");
  await expect(paper(page)).toContainText("三楼会议室");
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "基本" }).click();
  await expect(paper(page)).toHaveCount(0);
});
