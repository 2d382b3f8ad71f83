import { expect, test } from "./rig";

const DAY = 86_400_000;
/** So many days ago at the centre, which is eight hours ahead of the world's clock. */
const ago = (days: number) => new Date(Date.now() + 8 * 3_600_000 - days * DAY).toISOString().slice(0, 10);

test("any past day by purpose and hour, who came, and the figures as a workbook", async ({ page, centre, logIn, accessible }) => {
  const one = await centre.addPerson({ name: "岩温罕", birth: "1949-03-02" });
  const two = await centre.addPerson({ name: "刀美兰", birth: "1949-03-02" });
  for (let day = 1; day <= 20; day += 1) {
    await centre.call("checkin.person", { person: one, at: `${ago(day)}T09:10` });
    if (day % 3 === 0) await centre.call("checkin.person", { person: two, at: `${ago(day)}T15:10`, purpose: "书屋" });
  }
  await centre.call("checkin.group", { name: "市教育局", heads: { retired: 9, in_service: 2, public: 0 }, at: `${ago(3)}T10:00` });
  await logIn();
  await page.getByRole("link", { name: "到馆记录" }).click();
  await page.getByLabel("开始日期", { exact: true }).fill(ago(20));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("definition").filter({ hasText: /^37$/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /13 人次/ })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: /13 人次/ }).click();
  await expect(page.getByText("市教育局")).toBeVisible();
  await expect(page.getByText("13 人次 · 2 人")).toBeVisible();
  await page.getByRole("button", { name: "撤销有 刀美兰 的这一次补录" }).click();
  const asks = page.getByRole("dialog");
  await expect(asks).toContainText(/刀美兰，.*15:10，书屋/);
  await expect(asks).toContainText("同一次补录的其他记录会一起撤销");
  await accessible(page);
  await asks.getByRole("button", { name: "撤销", exact: true }).click();
  await expect(page.getByText(/已撤销这一次补录，共 \d+ 条/)).toBeVisible();
  await expect(page.getByText("12 人次 · 1 人")).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: /^36$/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "岩温罕" })).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出到馆统计" }).click()]);
  expect(download.suggestedFilename()).toContain("到馆人次统计");

  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/history.png` });
  // The day itself: by name as a workbook, and on paper without lines to write on.
  const [names] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出名单" }).click()]);
  expect(names.suggestedFilename()).toBe(`到馆名单 ${ago(3)}.xlsx`);
  await expect(page.getByText(`已导出 2 条：到馆名单 ${ago(3)}.xlsx`)).toBeVisible();
  await page.evaluate(() => (window.print = () => document.body.setAttribute("data-printed", document.querySelector(".paper")?.textContent ?? "")));
  await page.getByRole("button", { name: "打印", exact: true }).click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", /岩温罕.*市教育局.*团体 · 老干部 9人，在职 2人/);

  await page.getByLabel("全部用途").selectOption("书屋");
  await expect(page.getByText("市教育局"), "neither listed nor left on paper").toHaveCount(0);
  await page.getByLabel("开始日期", { exact: true }).fill(ago(400));
  await page.keyboard.press("Enter");
  await page.getByLabel("全部用途").selectOption("");
  await expect(page.getByRole("button", { name: new RegExp(`^${ago(400).slice(0, 7)} 0 人次`) })).toBeVisible();
  await page.getByRole("link", { name: "岩温罕" }).first().click();
  await expect(page.getByRole("heading", { name: /岩温罕/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel("开始日期", { exact: true })).toHaveValue(ago(400));
  await page.getByRole("button", { name: "今天", exact: true }).click();
  await expect(page.getByText("这段时间没有人到馆。").first()).toBeVisible();
});
