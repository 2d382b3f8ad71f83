import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";

/** A year that is over, so that all its months are. */
const YEAR = Number(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 4)) - 1;

/** Two branches with members of all ages, two years of visits, and meetings. */
async function lived(centre: Program): Promise<{ branch: string }> {
  const branch = (await centre.call("organization.save", { name: "景洪市直属机关离退休干部财贸系统第一联合党支部（含各乡镇）", kind: "联合党支部", composition: "离退休" })).id;
  await centre.call("organization.save", { name: "教育离退休党支部", kind: "党支部", composition: "离退休" });
  const person = (name: string, sex: string, birth: string, at?: string) => centre.addPerson({
    name, sex, retirement_kind: "退休", ...(birth ? { birth } : {}), ...(at ? { branch: at, political: "中共党员", party_join: "1975-07-01" } : {}),
  });
  const wen = await person("岩温罕", "男", "1949-03-02", "景洪市直属机关离退休干部财贸系统第一联合党支部（含各乡镇）");
  const han = await person("玉罕", "女", "1951-02-03", "景洪市直属机关离退休干部财贸系统第一联合党支部（含各乡镇）");
  await person("刀建国", "男", "1938-11-05", "教育离退休党支部");
  await person("李不详", "男", "");
  for (const month of ["02", "02", "06"]) await centre.call("checkin.group", { name: "市卫健局", heads: { retired: 2, in_service: 5, public: 0 }, at: `${YEAR}-${month}-11T09:00` });
  await centre.call("checkin.person", { person: wen, at: `${YEAR}-02-12T09:10` });
  await centre.call("checkin.person", { person: han, at: `${YEAR}-02-12T09:20`, purpose: "书屋" });
  await centre.call("checkin.person", { person: han, at: `${YEAR - 1}-06-12T09:20`, purpose: "书屋" });
  for (const [kind, day] of [["支部委员会", "01-15"], ["支部委员会", "02-15"], ["党员大会", "03-15"], ["主题党日", "03-20"]] as const) {
    await centre.call("event.save", { name: kind, kind, day: `${YEAR}-${day}`, from: "0900", to: "1000", organization: branch, cancelled: false });
  }
  return { branch };
}

async function toOverview(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "统计上报" }).press("Enter");
  await page.getByLabel("年度", { exact: true }).selectOption(String(YEAR));
  await page.getByRole("link", { name: "概览" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "年度概览" })).toBeVisible();
  await expect(page.getByText(`截止日期：${YEAR}-12-31`)).toBeVisible();
}

const card = (page: Page, name: string) => page.locator("main section").filter({ has: page.getByRole("heading", { level: 2, name }) });
/** The words of a chart, from left to right where they stand on one height. */
const drawn = (page: Page, name: string) => card(page, name).locator("svg text").allTextContents();
const numbers = (page: Page, name: string) => card(page, name).getByRole("button", { name: "看数字" }).press("Enter");
const fits = (page: Page) => page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth);

test("the year at one look: its figures are those of the return, and each opens to those behind it", async ({ page, centre, logIn, accessible }) => {
  await lived(centre);
  const annual = await centre.call("report.annual", { year: YEAR });
  const value = (form: string, cell: string) => annual.forms.find(({ id }) => id === form)?.cells.find(({ id }) => id === cell)?.value;
  const months = await centre.call("checkin.months", { year: YEAR });
  expect(months.visits).toEqual([0, 16, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0]);
  await logIn();
  await toOverview(page);

  const tile = (name: string) => page.locator(`[data-figure="${name}"]`);
  await expect(tile("visits")).toContainText(`23 人次上年 1增减 +22`);
  expect(value("centre_annual", "visits")).toBe(23);
  await expect(tile("visitors").locator("b")).toHaveText(String(value("centre_annual", "visitors")));
  await expect(tile("registered").locator("b")).toHaveText(String(value("centre_annual", "registered")));
  await expect(tile("members").locator("b")).toHaveText(String(value("branches", "total.members")));
  await expect(tile("events").locator("b")).toHaveText("4");
  await accessible(page);

  // The figures that stand on the bars.
  await expect.poll(() => drawn(page, "各月到馆人次")).toEqual(expect.arrayContaining(["2月", "16", "7", "15"]));
  await expect(card(page, "各月到馆人次").getByRole("listitem")).toHaveText(["活动中心 22", "书屋 1", `上年（${YEAR - 1}） 1`]);
  await expect.poll(() => drawn(page, "年龄和性别")).toEqual(expect.arrayContaining(["71-80岁", "81-90岁", "1"]));
  await expect(card(page, "年龄和性别").getByRole("listitem")).toHaveText(["左：男 3 人", "右：女 1 人"]);
  await expect(card(page, "年龄和性别").getByText("年龄不详").locator("..")).toHaveText(/年龄不详\s*男 1\s*女 0/);
  const bars = card(page, "各党组织比较");
  await bars.getByLabel("排序").selectOption("name");
  await expect(bars.getByRole("row").nth(1)).toContainText("教育离退休党支部10");
  await bars.getByLabel("排序").selectOption("held");
  await expect(bars.getByRole("row").nth(1)).toContainText("（含各乡镇）23");
  expect(value("meetings", "total.meeting2")).toBe(2);

  // The same as tables.
  await numbers(page, "各月到馆人次");
  const row = (name: string) => card(page, "各月到馆人次").getByRole("row", { name: new RegExp(`^${name}`) }).getByRole("cell");
  await expect(row("合计")).toHaveText([...months.visits, 23].map(String));
  await expect(row("上年")).toHaveText([...months.before, 1].map(String));
  for (const { purpose, visits } of months.purposes.filter((one) => one.visits.some((n) => n > 0))) {
    await expect(row(purpose)).toHaveText([...visits, visits.reduce((sum, n) => sum + n, 0)].map(String));
  }
  await numbers(page, "年龄和性别");
  for (const band of ["band5", "band6", "band7", "band10", "total"]) {
    const label = annual.forms.find(({ id }) => id === "ages")?.layout?.rows.find(({ id }) => id === band)?.label ?? "";
    await expect(card(page, "年龄和性别").getByRole("row", { name: new RegExp(`^${label}`) }).getByRole("link"))
      .toHaveText([value("ages", `${band}.men`), value("ages", `${band}.women`)].map(String));
  }
  await numbers(page, "各党组织比较");
  await expect(bars.getByRole("row", { name: /^合计/ }).getByRole("cell")).toHaveText(["3", "1", "2", "0", "0", "3"]);
  await accessible(page);

  // Each leads to those behind it, and back again.
  await card(page, "年龄和性别").getByRole("row", { name: /^不详/ }).getByRole("link").first().press("Enter");
  await expect(page.getByTestId("cell-value")).toHaveText("1");
  await expect(page.getByTestId("cell-rows")).toContainText("李不详");
  await expect(page.locator('[data-cell="band10.men"]')).toBeInViewport();
  await page.goBack();
  await tile("visits").press("Enter");
  await expect(page.getByTestId("cell-value")).toHaveText("23");
  await expect(page.getByLabel("年度", { exact: true })).toHaveValue(String(YEAR));
  await page.goBack();
  await expect(page.getByLabel("年度", { exact: true })).toHaveValue(String(YEAR));
  await numbers(page, "各月到馆人次");
  await page.getByRole("link", { name: "2月 书屋 1 人次" }).press("Enter");
  await expect(page.getByLabel("开始日期", { exact: true })).toHaveValue(`${YEAR}-02-01`);
  await expect(page.getByText("1 人次 · 1 人")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { level: 1, name: "年度概览" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { level: 1, name: "统计上报" })).toBeVisible();
});

test("it is printed whole, every sheet within its page", async ({ page, centre, logIn }) => {
  await centre.importRoster();
  await lived(centre);
  for (let at = 1; at <= 30; at += 1) {
    const id = (await centre.call("organization.save", { name: `离退休第${String(at).padStart(2, "0")}党支部`, kind: "党支部", composition: "离退休" })).id;
    await centre.call("event.save", { name: "党课", kind: "党课", day: `${YEAR}-05-10`, from: "0900", to: "1000", organization: id, cancelled: false });
  }
  await logIn();
  await toOverview(page);
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", String(document.querySelectorAll(".paper svg text").length));
  });
  await page.keyboard.press("Control+p");
  await expect(page.locator("body[data-printed]")).toHaveCount(1);
  // The charts are there when the paper goes to the printer, not afterwards.
  expect(Number(await page.locator("body").getAttribute("data-printed"))).toBeGreaterThan(20);
  await page.emulateMedia({ media: "print" });
  const sheets = page.locator(".paper .sheet");
  const rows = await page.locator(".paper table.bars tbody tr").count();
  expect(rows).toBeGreaterThan(31);
  await expect(sheets.first().locator("h1")).toHaveText(`${YEAR} 年度概览`);
  await expect(sheets.first()).toContainText("填报单位");
  await expect(sheets.last()).toContainText(`第 ${await sheets.count()} 页 共 ${await sheets.count()} 页`);
  await expect(sheets.first().locator("svg text").filter({ hasText: /^16$/ })).toBeVisible();
  const over = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>(".paper .sheet, .paper .sheet > div")]
    .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent?.slice(0, 40)));
  expect(over).toEqual([]);
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(await sheets.count());
});

test("in the largest type it fits, before anybody came it says so, and who may not read the return is not led there", async ({ page, centre, logIn, accessible }) => {
  await logIn();
  await toOverview(page);
  await expect(page.getByText("这一年还没有人到馆。")).toBeVisible();
  await expect(page.getByText("还没有在册人员。")).toBeVisible();
  await expect(page.getByText("还没有党员的组织关系，也没有召开三会一课。")).toBeVisible();
  await accessible(page);
  await lived(centre);
  await expect.poll(() => drawn(page, "各月到馆人次"), "it hears of what others write").toEqual(expect.arrayContaining(["16"]));
  await expect(page.getByText("本图按现在的签到记录计算")).toBeHidden();
  await centre.call("report.add_amount", { form: "centre_annual", cell: "visits", year: YEAR, amount: 5, reason: "停电一天" });
  await expect(page.getByText("统计表的到馆人次是 28（含补录，或是定稿时的数），本图按现在的签到记录计算。"), "where the return says more than was checked in").toBeVisible();
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await expect.poll(() => fits(page)).toBe(0);
  await expect.poll(() => card(page, "各月到馆人次").locator("svg").first().evaluate((svg) => getComputedStyle(svg.querySelector("text")!).fontSize)).toBe("26px");
  expect(await drawn(page, "各月到馆人次")).toEqual(expect.arrayContaining(["16", "7"]));
  await accessible(page);
  await numbers(page, "各月到馆人次");
  await numbers(page, "各党组织比较");
  await expect.poll(() => fits(page)).toBe(0);
  await accessible(page);
  await page.evaluate(() => delete document.documentElement.dataset.scale);

  await centre.call("operator.add", { name: "岩前台", role: "desk", password: "desk-2026-x" });
  await logIn({ operator: "岩前台", password: "desk-2026-x" });
  await page.goto(`${centre.url}/#/report/overview`);
  await expect(page.getByText("请刷卡或扫码")).toBeVisible();
});
