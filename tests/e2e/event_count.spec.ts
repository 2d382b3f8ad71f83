import type { Page } from "@playwright/test";
import { expect, test } from "./rig";

const dayFrom = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const figures = (page: Page) => page.getByTestId("event-figures");
const dialog = (page: Page) => page.getByRole("dialog");
const field = (page: Page, label: string) => dialog(page).getByLabel(label, { exact: true });
const said = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });
const item = (page: Page) => page.getByRole("menuitem", { name: "清点现场人数" });
const more = (page: Page) => page.getByRole("button", { name: "更多" }).press("Enter");

test("everybody in the room is counted by looking round, what is missing is added and taken back", async ({ page, centre, logIn, accessible }) => {
  const people = [await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" }), await centre.addPerson({ name: "玉罕", sex: "女", birth: "1951-02" })];
  const event = { name: "形势报告会", kind: "讲坛讲座", day: dayFrom(0), from: "0000", to: "2359", venue: "报告厅", cancelled: false };
  const { id } = await centre.call("event.save", event);
  await centre.call("event.register", { event: id, people });
  await centre.call("event.attend", { event: id, people });
  await logIn();
  await page.goto(`${centre.url}/#/events/${id}`);
  await expect(figures(page)).toHaveText("实到2应到2");
  await more(page);
  await item(page).press("Enter");
  await expect(field(page, "现场总人数")).toBeFocused();
  await expect(dialog(page).getByTestId("standing")).toHaveText("已登记 2 人 记名 2 人，不记名 0 人");
  await accessible(page);

  // Nothing, words, too few and too many: each is refused where it stands.
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toHaveText("请填写现场总人数。");
  await page.keyboard.insertText("很多");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toHaveText("请只填数字，例如 12。");
  await expect(field(page, "现场总人数")).toBeFocused();
  await accessible(page);
  await field(page, "现场总人数").fill("1");
  await expect(said(page, "比已登记的少 1 人")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toContainText("已经登记了 2 人，比清点的 1 人多");
  await field(page, "现场总人数").fill("5001");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toHaveText("人数请填 0 到 5000。");
  await field(page, "现场总人数").fill("86");
  await expect(said(page, "将补记 84 人次（老干部 84、在职 0、群众 0）")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(field(page, "在职")).toBeFocused();
  await page.keyboard.type("90");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toContainText("还没登记的只有 84 人");
  await expect(field(page, "在职")).toBeFocused();
  await field(page, "在职").fill("4");
  await page.keyboard.press("Tab");
  await page.keyboard.type("10");
  await expect(said(page, "将补记 84 人次（老干部 70、在职 4、群众 10）")).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(said(page, "已补记 84 人次")).toBeVisible();
  await expect(dialog(page).getByRole("button", { name: /^关闭 Enter/ })).toBeFocused();
  await expect(dialog(page).getByTestId("standing")).toHaveText("已登记 86 人 记名 2 人，不记名 84 人");
  await expect(figures(page)).toHaveText("实到2应到2+ 不记名84");
  await accessible(page);

  // A slip: back to what was typed.
  await page.keyboard.press("Control+z");
  await expect(said(page, "已撤销：已补记 84 人次")).toBeVisible();
  await expect(field(page, "现场总人数")).toBeFocused();
  await expect(field(page, "现场总人数")).toHaveValue("86");
  await expect(figures(page)).toHaveText("实到2应到2");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("68");
  await page.keyboard.press("Enter");
  await expect(said(page, "已补记 66 人次")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeHidden();
  await expect(figures(page)).toContainText("+ 不记名66");

  // Counted again nothing is added; Escape leaves the dialog and not the page.
  await more(page);
  await item(page).press("Enter");
  await expect(field(page, "现场总人数")).toBeFocused();
  await expect(field(page, "现场总人数")).toHaveValue("");
  await page.keyboard.type("68");
  await expect(said(page, "已登记的正好这么多")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(said(page, "没有要补记的人")).toBeVisible();
  await expect(dialog(page).getByRole("button", { name: "撤销" })).toBeHidden();
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("heading", { name: "形势报告会" })).toBeVisible();
});

test("nobody is counted before the day, at an event that is cancelled, or by who may only look", async ({ page, centre, logIn }) => {
  const event = { name: "合唱", kind: "文体活动", day: dayFrom(1), from: "0900", to: "1100", venue: "", cancelled: false };
  const later = await centre.call("event.save", event);
  const off = await centre.call("event.save", { ...event, day: dayFrom(-1), cancelled: true });
  const held = await centre.call("event.save", { ...event, day: dayFrom(-1) });
  await centre.call("operator.add", { name: "小王", password: "chakan-2026", role: "view" });
  await logIn();
  for (const { id } of [later, off]) {
    await page.goto(`${centre.url}/#/events/${id}`);
    await more(page);
    await expect(page.getByRole("menuitem", { name: "参加证明" })).toBeVisible();
    await expect(item(page)).toBeHidden();
    await page.keyboard.press("Escape");
    await page.goto(`${centre.url}/#/events`);
  }
  await page.goto(`${centre.url}/#/events/${held.id}`);
  await more(page);
  await expect(item(page)).toBeVisible();
  await page.reload();
  await logIn({ operator: "小王", password: "chakan-2026" });
  await page.goto(`${centre.url}/#/events/${held.id}`);
  await more(page);
  await expect(page.getByRole("menuitem", { name: "参加证明" })).toBeVisible();
  await expect(item(page)).toBeHidden();
});
