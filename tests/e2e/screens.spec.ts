import { join, resolve } from "node:path";
import { expect, test } from "./rig";

// The pictures of the README: the pages as they are, with invented people. Every run opens them; `cargo xtask screens`
// writes them anew.
const FOLDER = resolve(__dirname, "../../assets/manual/screens");

test("the pages the README shows are as it shows them", async ({ page, centre, logIn }) => {
  test.setTimeout(180_000);
  const keep = async (name: string) => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    if (process.env.YINHUI_SCREENS) await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  };
  await centre.importRoster();
  const { rows } = await centre.call("person.list", { filter: { state: "在册" }, sort: "birth", offset: 0, limit: 30 });
  for (const [at, row] of rows.entries()) {
    const purpose = ["活动中心", "老年大学", "书屋", "活动中心"][at % 4] ?? "";
    await centre.call("checkin.person", { person: row.id, purpose });
  }
  await centre.call("checkin.group", { name: "市卫健局", heads: { retired: 0, in_service: 12, public: 0 } });
  await centre.call("checkin.guest", { kind: "群众" });
  await logIn();

  await expect(page.getByTestId("visits")).toHaveText("43");
  const late = (await centre.call("person.list", { filter: { state: "在册" }, sort: "birth", offset: 30, limit: 1 })).rows[0];
  await page.keyboard.press("/");
  await page.keyboard.insertText(late?.name ?? "");
  await expect(page.getByText(late?.branch || (late?.unit ?? "")).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("band")).toContainText("欢迎您");
  await page.keyboard.type("y", { delay: 60 });
  await expect(page.getByRole("list", { name: "签到台" }).getByRole("listitem").first()).toBeVisible();
  await keep("desk");

  const menu = page.getByRole("navigation", { name: "主菜单" });
  await menu.getByRole("link", { name: "统计上报" }).click();
  await expect(page.getByRole("heading", { name: "中心年度工作情况统计表" })).toBeVisible();
  await page.getByRole("button", { name: /^到馆人数/ }).click();
  await expect(page.getByTestId("cell-value")).toHaveText("31");
  await keep("report");

  await menu.getByRole("link", { name: "人员" }).click();
  await expect(page.getByText("共 60 人")).toBeVisible();
  await keep("people");
  await page.getByRole("link", { name: late?.name ?? "" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(late?.name ?? "");
  await keep("person");

  await menu.getByRole("link", { name: "导入" }).click();
  const dialog = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "选择文件" }).click();
  await (await dialog).setFiles(resolve(__dirname, "../fixtures/rosters/typical_2232.xlsx"));
  await page.getByRole("button", { name: /核对内容/ }).click();
  await expect(page.getByRole("button", { name: /^导入：新增/ })).toBeVisible();
  await expect(page.locator("tbody").getByText("新增", { exact: true }).first()).toBeVisible();
  await keep("import");
});
