import { stat } from "node:fs/promises";
import { expect, test } from "./rig";

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

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  expect((await stat(await file.path())).size).toBeGreaterThan(3000);
});
