import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { CENTRE } from "./program";
import { expect, test } from "./rig";

const figures = (page: Page) => page.getByTestId("volunteer-figures");
const persons = (page: Page) => page.getByRole("region", { name: "志愿者", exact: true });
const row = (page: Page, name: string) => persons(page).getByRole("row").filter({ hasText: name });
const dialog = (page: Page) => page.getByRole("dialog");
const field = (page: Page, label: string) => dialog(page).getByLabel(label, { exact: true });
const said = (page: Page, words: string) => expect(page.getByRole("status").filter({ hasText: words }).last()).toBeVisible();
const beyond = (page: Page) => page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth);
const scale = (page: Page, to: string | null) => page.evaluate((now) => (now ? (document.documentElement.dataset.scale = now) : delete document.documentElement.dataset.scale), to);
const dayFrom = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const YEAR = Number(dayFrom(0).slice(0, 4));
const plain = (day: string) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
const over = (page: Page) => page.evaluate(() => [...document.querySelectorAll(".paper .sheet")].some((sheet) => sheet.scrollHeight > sheet.clientHeight + 1));

async function volunteers(centre: Program) {
  const yan = await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03", identity: "532801194903050011" });
  const yu = await centre.addPerson({ name: "玉罕", sex: "女", birth: "1951-02" });
  const team = (await centre.call("team.save", { name: "银发志愿服务队", kind: "志愿服务队", ended: false })).id;
  const serve = (person: string, day: string, hours: string, of?: string) =>
    centre.call("ledger.save", { ledger: "volunteer", day, person, ...(of ? { team: of } : {}), facts: { content: "文明交通劝导", hours } });
  return { yan, yu, team, serve };
}

test("hours are summed up by person and by team, every line once, and a certificate is issued and printed again", async ({ page, centre, logIn, accessible }) => {
  const { yan, yu, team, serve } = await volunteers(centre);
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "服务" }).press("Enter");
  await page.getByRole("navigation", { name: "台账" }).getByRole("link", { name: "志愿服务汇总" }).press("Enter");
  await expect(page.getByRole("heading", { name: "志愿服务汇总" })).toBeVisible();
  await expect(page.getByText("这段时间没有志愿服务记录")).toBeVisible();
  await accessible(page);

  await serve(yan, `${YEAR}-01-10`, "2.5", team);
  await serve(yan, `${YEAR}-01-20`, "2");
  await serve(yu, `${YEAR}-01-20`, "1", team);
  await serve(yu, `${YEAR - 1}-12-31`, "8", team);
  await expect(figures(page)).toHaveText("人次3人数2小时5.5");
  await expect(page.getByText("每条服务记录只算一次")).toBeVisible();
  await expect(row(page, "岩温罕")).toContainText(`24.5银发志愿服务队${YEAR}-01-20`);
  await accessible(page);
  await page.getByRole("button", { name: "去年" }).press("Enter");
  await expect(figures(page)).toHaveText("人次1人数1小时8");
  await page.getByLabel("开始日期").fill(`${YEAR - 1}.12.1`);
  await page.getByLabel("结束日期").fill(`${YEAR}.1.15`);
  await page.keyboard.press("Enter");
  await expect(figures(page)).toHaveText("人次2人数2小时10.5");
  await page.getByRole("button", { name: "本年" }).press("Enter");
  await expect(figures(page)).toHaveText("人次3人数2小时5.5");
  await page.getByRole("tab", { name: "按人" }).press("ArrowRight");
  const teams = page.getByRole("region", { name: "志愿队", exact: true });
  await expect(teams.getByRole("row").nth(1)).toHaveText("银发志愿服务队223.5");
  await expect(teams.getByRole("row").nth(2)).toHaveText("没有团队112");
  await accessible(page);
  await page.evaluate(() => (window.print = () => undefined));
  await page.keyboard.press("Control+p");
  await expect(page.locator(".paper td").filter({ hasText: "没有团队" })).toHaveCount(1);
  await page.getByRole("tab", { name: "按团队" }).press("ArrowLeft");
  await page.keyboard.press("Control+p");
  await expect(page.locator(".paper h1")).toHaveText("志愿服务汇总表");
  await expect(page.locator(".paper tbody tr").first()).toContainText("1岩温罕24.5");

  // By the keyboard to somebody, and their certificate.
  await page.getByRole("heading", { name: "志愿服务汇总" }).click();
  await page.keyboard.press("ArrowDown");
  await expect(persons(page)).toBeFocused();
  await expect(row(page, "岩温罕")).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("岩温罕 志愿服务证明");
  await expect(field(page, "负责人")).toBeFocused();
  await expect(field(page, "服务起")).toHaveValue(`${YEAR}-01-01`);
  await expect(field(page, "服务止")).toHaveValue(dayFrom(0));
  await expect(dialog(page)).toContainText("还没有开过证明。");
  await accessible(page);
  await page.keyboard.insertText("陈静");
  await field(page, "经办人").fill("李新");
  await field(page, "联系方式").fill("0691-5120000");
  await field(page, "服务止").fill("明年的");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByText("服务止看不懂")).toBeVisible();
  await expect(field(page, "服务止")).toBeFocused();
  await accessible(page);
  await field(page, "服务止").fill(`${YEAR}0105`);
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toContainText("这段时间没有志愿服务记录，不能开具证明");
  await field(page, "服务止").fill(dayFrom(0));
  await page.keyboard.press("Enter");
  await said(page, `已开具，编号 ${YEAR}-001`);
  await expect(page.getByRole("button", { name: "打印证明" })).toBeFocused();
  const look = page.getByRole("region", { name: "样子" });
  await expect(look).toContainText(`兹证明岩温罕（男，身份证号 532801********0011）于${YEAR}年1月1日至${plain(dayFrom(0))}参加志愿服务 2 次，累计 4.5 小时。`);
  await expect(look).toContainText(`${CENTRE}（盖章）`);
  await accessible(page);
  await page.keyboard.press("Enter");
  const paper = page.getByTestId("certificate");
  await expect(paper).toContainText(`编号：${YEAR}-001`);
  await expect(paper.locator("tbody tr").first()).toHaveText(`1${YEAR}-01-10文明交通劝导银发志愿服务队2.5`);
  await expect(paper).toContainText("负责人：陈静经办人：李新联系方式：0691-5120000");
  await expect(page.locator(".paper h1"), "the list is not printed with it").toHaveCount(0);
  await page.emulateMedia({ media: "print" });
  expect(await over(page)).toBe(false);
  await page.emulateMedia({ media: null });
  await page.getByRole("button", { name: "打印证明" }).focus();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();

  // The next one knows who answers for it; the last one is printed again.
  await page.getByRole("button", { name: "给 玉罕 开具证明" }).press("Enter");
  await expect(field(page, "经办人")).toHaveValue("李新");
  await expect(page.getByRole("button", { name: /^开具/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await said(page, `已开具，编号 ${YEAR}-002`);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await page.getByRole("button", { name: "给 岩温罕 开具证明" }).press("Enter");
  await page.getByRole("button", { name: `再打印 ${YEAR}-001` }).press("Enter");
  await expect(paper).toContainText(`编号：${YEAR}-001`);
  await scale(page, "200");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await accessible(page);
  expect(await beyond(page)).toBe(0);
});

test("a long certificate goes on over the sheet, its end never alone; who may only look prints it again", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(240_000);
  const { yan, team } = await volunteers(centre);
  const lines = Array.from({ length: 75 }, (_, i) => ({
    ledger: "volunteer", day: dayFrom(-i - 1), person: yan, team,
    facts: { content: i % 9 === 0 ? "在景洪市第一小学门口维持交通秩序，并向家长发放安全出行宣传材料" : "文明交通劝导", hours: "1.5" },
  }));
  await centre.call("ledger.add", { lines });
  await centre.call("volunteer.issue", { person: yan, from: dayFrom(-100), to: dayFrom(0), head: "", clerk: "李新", contact: "" });
  await centre.call("operator.add", { name: "李新", role: "view", password: "yinhui-2026" });
  await logIn({ operator: "李新", password: "yinhui-2026" });
  await page.goto(`${centre.url}/#/services/volunteers?from=${dayFrom(-100)}&to=${dayFrom(0)}`);
  await expect(figures(page)).toHaveText("人次75人数1小时112.5");
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole("button", { name: "岩温罕 的证明" }).press("Enter");
  await expect(dialog(page).getByRole("button", { name: /^开具/ })).toBeHidden();
  await page.getByRole("button", { name: /^再打印/ }).press("Enter");
  const sheets = page.getByTestId("certificate").locator(".sheet");
  await expect(sheets).toHaveCount(4);
  await page.emulateMedia({ media: "print" });
  expect(await over(page)).toBe(false);
  await expect(sheets.last().locator("tbody tr").first()).not.toHaveText(/^合计/);
  await expect(sheets.last()).toContainText("特此证明。");
  await page.emulateMedia({ media: null });
  await accessible(page);
});

test("the hours of those who came to an event are looked at, changed and written once", async ({ page, centre, logIn, accessible }) => {
  const { yan, yu } = await volunteers(centre);
  const event = { name: "清洁家园", kind: "志愿服务", day: dayFrom(-1), from: "0800", to: "0930", venue: "社区广场", cancelled: false };
  const { id } = await centre.call("event.save", event);
  await centre.call("event.register", { event: id, people: [yan, yu] });
  const later = await centre.call("event.save", { ...event, day: dayFrom(3) });
  await logIn();
  const choose = async () => {
    await page.getByRole("button", { name: "更多" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "登记服务时长" }).press("Enter");
  };
  await page.goto(`${centre.url}/#/events/${later.id}`);
  await page.getByRole("button", { name: "更多" }).press("Enter");
  await expect(page.getByRole("menuitem", { name: "参加证明" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "登记服务时长" })).toBeHidden();
  await page.keyboard.press("Escape");

  await page.goto(`${centre.url}/#/events/${id}`);
  await expect(page.getByTestId("event-figures")).toContainText("应到2");
  await choose();
  await expect(dialog(page)).toContainText("还没有人到场");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await centre.call("event.attend", { event: id, people: [yan, yu] });
  await choose();
  await expect(field(page, "每人时长（小时）")).toBeFocused();
  await expect(field(page, "岩温罕 的时长")).toHaveValue("1.5");
  await accessible(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1");
  await expect(field(page, "玉罕 的时长")).toHaveValue("1");
  await field(page, "玉罕 的时长").fill("");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toHaveText("请填写时长，例如 2 或 1.5。");
  await expect(field(page, "玉罕 的时长")).toBeFocused();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByText("时长超过了起止时间之间的长度，请核对。", { exact: true })).toBeVisible();
  await accessible(page);
  await field(page, "登记 玉罕").press("Space");
  await expect(field(page, "玉罕 的时长")).toBeDisabled();
  await dialog(page).getByRole("combobox", { name: "志愿队" }).click();
  await page.getByRole("option", { name: "银发志愿服务队" }).click();
  await page.getByRole("button", { name: "登记 1 人" }).press("Enter");
  await said(page, "已登记 1 条。");
  await expect(dialog(page)).toContainText("1 人已登记过，不再重复。");
  await expect(field(page, "岩温罕 的时长")).toBeHidden();
  await expect(field(page, "玉罕 的时长")).toHaveValue("1.5");
  await accessible(page);
  const { rows } = await centre.call("ledger.list", { filter: { ledger: "volunteer" }, offset: 0, limit: 10 });
  expect(rows).toMatchObject([{ person: { name: "岩温罕" }, team: { name: "银发志愿服务队" }, event: { name: "清洁家园" }, facts: { hours: "1", from: "08:00", place: "社区广场" } }]);
  await dialog(page).getByRole("button", { name: "撤销 Ctrl Z" }).press("Enter");
  await said(page, "已撤销刚才登记的 1 条。");
  await expect(field(page, "岩温罕 的时长")).toHaveValue("1.5");
  await scale(page, "200");
  await accessible(page);
});
