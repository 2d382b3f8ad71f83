import type { Page } from "@playwright/test";
import { expect, test } from "./rig";
import { scan } from "./scanner";

/** Types as a person does; without pauses it would be a scanner. */
const type = (page: Page, keys: string) => page.keyboard.type(keys, { delay: 70 });
const band = (page: Page) => page.getByTestId("band");

test.beforeEach(async ({ centre, logIn }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03", phones: "13887654021", card: "2000012345" });
  await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11", phones: "13987651219" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1951-02" });
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1955-08" });
  await logIn();
});

test("people are checked in by initials, last four and name, with the keyboard alone", async ({ page, accessible }) => {
  await accessible(page);
  await type(page, "ywh");
  await expect(page.getByText("岩温罕").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("岩温罕 同志，欢迎您");
  await expect(band(page)).toContainText("今年第 1 次");
  await expect(page.getByTestId("visits")).toHaveText("1");

  // 岩 is read ái here, and yán elsewhere: both find him.
  await type(page, "awh");
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("已签到，不重复计数");
  await expect(page.getByTestId("visits")).toHaveText("1");

  await type(page, "1219");
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("刀建国 同志，欢迎您");
  await expect(page.getByTestId("visits")).toHaveText("2");
  await expect(page.getByTestId("persons")).toHaveText("2");

  await page.keyboard.press("/");
  await page.keyboard.insertText("玉罕");
  await expect(page.getByText("1955-08")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("有 2 位相符");
  await expect(page.getByTestId("visits")).toHaveText("2");
  await accessible(page);
  await page.keyboard.press("2");
  await expect(band(page)).toContainText("玉罕 同志，欢迎您");
  await expect(page.getByTestId("visits")).toHaveText("3");

  await page.keyboard.press("Control+z");
  await expect(band(page)).toContainText("已撤销 玉罕");
  await expect(page.getByTestId("visits")).toHaveText("2");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("visits")).toHaveText("0");
  await expect(page.getByText("今天还没有人签到。")).toBeVisible();
});

test("a scanned card checks in at once, whatever stood in the box", async ({ page }) => {
  await type(page, "y");
  await expect(page.getByText("玉罕").first()).toBeVisible();
  await page.waitForTimeout(400);
  await scan(page, "2000012345");
  await expect(band(page)).toContainText("岩温罕 同志，欢迎您");
  await expect(page.getByTestId("visits")).toHaveText("1");
});

test("groups and guests are noted without a dialog and counted as heads", async ({ page, accessible }) => {
  await page.keyboard.press("F6");
  await expect(page.getByLabel("单位或社团名称")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("请填写名称。")).toBeVisible();
  await page.keyboard.insertText("市卫健局");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("12");
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("市卫健局 · 12 人");
  await expect(page.getByTestId("visits")).toHaveText("12");
  await expect(page.getByTestId("anonymous")).toHaveText("12");
  await expect(page.getByTestId("persons")).toHaveText("0");

  await page.keyboard.press("F7");
  await expect(page.getByLabel("姓名（可不填）")).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("visits")).toHaveText("13");
});

test("somebody nobody knows is said to be unknown, with what to try", async ({ page }) => {
  await type(page, "qqzz");
  await page.keyboard.press("Enter");
  await expect(page.getByText("没有找到“qqzz”")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("请刷卡或扫码")).toBeVisible();
});

test("another page shows a check-in without being asked", async ({ page, centre }) => {
  const { matches } = await centre.call("checkin.find", { words: "刀建国" });
  await centre.call("checkin.person", { person: matches[0]?.person ?? "" });
  await expect(page.getByTestId("visits")).toHaveText("1");
  await expect(page.getByRole("link", { name: "刀建国" })).toBeVisible();
});

test("a card read while a field has the focus is the person's, and leaves the field as it was", async ({ page, centre, accessible }) => {
  await centre.addPerson({ name: "召存信", sex: "男", birth: "1940-01", card: "2000012346" });
  await centre.addPerson({ name: "波罕", sex: "男", birth: "1941-01", card: "2000012347" });
  await centre.addPerson({ name: "玉波", sex: "女", birth: "1942-01", card: "2000012348" });
  const arrives = async (card: string, name: string, visits: string) => {
    // Read a moment after the last key, as cards are.
    await page.waitForTimeout(300);
    await scan(page, card);
    await expect(band(page)).toContainText(`${name} 同志，欢迎您`);
    await expect(page.getByTestId("visits")).toHaveText(visits);
  };

  await page.keyboard.press("F7");
  const guest = page.getByLabel("姓名（可不填）");
  await guest.fill("王老师");
  await arrives("2000012345", "岩温罕", "1");
  await expect(guest).toHaveValue("王老师");
  await expect(guest).toBeFocused();
  await scan(page, "2009999999");
  await expect(page.getByTestId("card-notice")).toContainText("这张卡还没有登记（尾号 9999）");
  await expect(guest).toBeVisible();
  await accessible(page);

  await page.keyboard.press("F6");
  const group = page.getByLabel("单位或社团名称");
  await group.fill("市卫健局");
  await arrives("2000012346", "召存信", "2");
  await expect(group).toHaveValue("市卫健局");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "交班留言" }).click();
  const note = page.getByLabel("写给下一班");
  await note.fill("书屋钥匙在抽屉");
  await arrives("2000012347", "波罕", "3");
  await expect(note).toHaveValue("书屋钥匙在抽屉");
  await page.getByRole("button", { name: "关闭交班留言" }).click();

  const only = page.getByLabel("全部用途");
  await only.focus();
  await arrives("2000012348", "玉波", "4");
  await expect(only).toHaveValue("");
  await expect(page.getByTestId("anonymous")).toHaveText("0");
});

test("a card read while a dialog is open presses none of its buttons", async ({ page }) => {
  await page.getByRole("button", { name: "自助签到" }).click();
  await expect(page.getByRole("dialog").getByRole("button", { name: /^开始/ })).toBeFocused();
  await scan(page, "2000012345");
  await expect(page.getByTestId("visits")).toHaveText("1");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("whoever comes earlier for something else is shown the time they first came", async ({ page, centre }) => {
  const { matches } = await centre.call("checkin.find", { words: "刀建国" });
  await centre.call("checkin.person", { person: matches[0]?.person ?? "", purpose: "书屋" });
  await expect(page.getByTestId("visits")).toHaveText("1");
  // To the second: the time of the first visit must be past.
  await page.waitForTimeout(1100);
  await type(page, "1219");
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText(/今日 \d\d:\d\d 已签到，这次也已记下 · 今年第 1 次/);
  await expect(page.getByTestId("visits")).toHaveText("1");
});

test("any line of a long day is within reach of the keyboard and can be taken back", async ({ page, centre }) => {
  for (let n = 1; n <= 60; n += 1) await centre.call("checkin.guest", { kind: "群众", name: `来宾${n}` });
  await expect(page.getByTestId("visits")).toHaveText("60");
  const more = page.getByRole("button", { name: "显示更多（还有 10 条）" });
  await more.focus();
  await page.keyboard.press("Enter");
  await expect(more).toBeHidden();
  await expect(page.getByRole("list", { name: "今日签到" })).toBeFocused();
  const oldest = page.getByRole("button", { name: "撤销 来宾1 的签到" });
  await oldest.focus();
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("已撤销 来宾1");
  await expect(page.getByTestId("visits")).toHaveText("59");
});
