import { stat } from "node:fs/promises";
import type { Request } from "@playwright/test";
import { expect, test } from "./rig";

const asksFor = (request: Request, command: string) => request.url().endsWith("/rpc") && (request.postDataJSON() as { command: string }).command === command;

test("every figure opens to the rows that make it, and the year is exported", async ({ page, centre, logIn, accessible }) => {
  await centre.importRoster();
  const { rows } = await centre.call("person.list", { filter: { state: "在册" }, offset: 0, limit: 3 });
  for (const row of rows) await centre.call("checkin.person", { person: row.id });
  await centre.call("checkin.group", { name: "市卫健局", heads: { retired: 2, in_service: 5, public: 0 } });
  await logIn();
  await page.getByRole("link", { name: "统计上报" }).click();
  await expect(page.getByRole("heading", { name: "中心年度工作情况统计表" })).toBeVisible();
  await accessible(page);

  const cells = page.locator("button[data-cell]");
  const count = await cells.count();
  expect(count).toBeGreaterThan(5);
  for (let i = 0; i < count; i += 1) {
    const figure = (await cells.nth(i).innerText()).trim();
    if (figure === "0") continue;
    const id = await cells.nth(i).getAttribute("data-cell");
    await cells.nth(i).focus();
    await page.keyboard.press("Enter");
    await expect(cells.nth(i), String(id)).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByTestId("cell-value"), String(id)).toHaveText(figure);
    const weights = await page.getByTestId("cell-rows").locator("li").evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("data-weight"))));
    expect(weights.reduce((sum, weight) => sum + weight, 0), String(id)).toBe(Number(figure.replaceAll(",", "")));
  }

  const visits = page.getByRole("button", { name: /^到馆人次 10 人次/ });
  await visits.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("cell-value")).toHaveText("10");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(visits).toBeFocused();

  // The export asks which forms and what for: as it stands, Enter is enough.
  const act = page.getByRole("button", { name: "导出" });
  await act.press("Enter");
  const asks = page.getByRole("dialog", { name: /导出 \d{4} 年度统计表/ });
  await expect(asks.getByLabel("全部报表和名单")).toBeFocused();
  await expect(asks.getByLabel("用途")).toHaveValue("上报");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(asks).toBeHidden();
  await expect(act).toBeFocused();
  await act.press("Enter");
  await expect(asks.getByLabel("全部报表和名单")).toBeFocused();
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const whole = await download;
  expect(whole.suggestedFilename()).toMatch(/^\d{4}年度统计表\.xlsx$/);
  const size = (await stat(await whole.path())).size;
  expect(size).toBeGreaterThan(3000);
  await expect(asks).toBeHidden();
  await expect(page.getByRole("status").filter({ hasText: "已导出：" })).toBeVisible();

  await act.press("Enter");
  await asks.getByLabel(/只导出这张表/).check();
  await asks.getByLabel("用途").selectOption("内部");
  await asks.getByLabel("名单带身份证号").check();
  // What the server refuses stands beside what it is about.
  await page.route("**/rpc", (route) =>
    asksFor(route.request(), "report.export") ? route.fulfill({ status: 422, json: { code: "invalid", message: "", fields: [{ path: "purpose", code: "required", message: "请写明用途" }], ref: "" } }) : route.fallback());
  await page.keyboard.press("Enter");
  await expect(asks.getByRole("alert")).toHaveText("请写明用途");
  await expect(asks.getByLabel("用途")).toHaveAttribute("aria-invalid", "true");
  await accessible(page);
  await page.unroute("**/rpc");

  const sent = page.waitForRequest((request) => asksFor(request, "report.export"));
  const alone = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect(((await sent).postDataJSON() as { args: unknown }).args).toMatchObject({ form: "centre_annual", full: true, purpose: "内部" });
  const one = await alone;
  expect(one.suggestedFilename()).toMatch(/年度中心年度工作情况统计表\.xlsx$/);
  expect((await stat(await one.path())).size).toBeLessThan(size);
});

test("who is no administrator exports without ID numbers", async ({ page, centre, logIn, accessible }) => {
  await centre.call("operator.add", { name: "统计小王", role: "report", password: "tongji-2026" });
  await logIn({ operator: "统计小王", password: "tongji-2026" });
  await page.getByRole("link", { name: "统计上报" }).click();
  await page.getByRole("button", { name: "导出" }).click();
  const asks = page.getByRole("dialog", { name: /导出 \d{4} 年度统计表/ });
  await expect(asks.getByLabel("用途")).toBeVisible();
  await expect(asks.getByLabel("名单带身份证号")).toHaveCount(0);
  await accessible(page);
  const download = page.waitForEvent("download");
  await asks.getByRole("button", { name: "导出" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
});

test("a figure of hundreds is read to its last row, by keyboard", async ({ page, centre, logIn, accessible }) => {
  for (let i = 1; i <= 203; i += 1) await centre.addPerson({ name: `岩温${String(i).padStart(3, "0")}`, sex: "男", birth: "1949-06-01" });
  await logIn();
  await page.getByRole("link", { name: "统计上报" }).click();
  await page.locator('[data-cell="registered"]').press("Enter");
  const rows = page.getByTestId("cell-rows").getByRole("listitem");
  await expect(rows).toHaveCount(200);
  const pager = page.getByRole("navigation", { name: "明细翻页" });
  await expect(pager.getByRole("status")).toHaveText("第 1–200 条，共 203 条");
  await accessible(page);
  const first = await rows.getByRole("link").allTextContents();
  await pager.getByRole("button", { name: "下一页" }).press("Enter");
  await expect(pager.getByRole("status")).toHaveText("第 201–203 条，共 203 条");
  await expect(rows).toHaveCount(3);
  const all = [...first, ...(await rows.getByRole("link").allTextContents())];
  expect(new Set(all).size).toBe(203);
  // No further: the keys stand on the way back, and Escape still closes.
  await expect(pager.getByRole("button", { name: "首页" })).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(200);
  await page.keyboard.press("Escape");
  await expect(pager).toBeHidden();
  await expect(page.locator('[data-cell="registered"]')).toBeFocused();
});
