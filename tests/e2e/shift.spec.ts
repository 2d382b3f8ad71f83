import type { Page } from "@playwright/test";
import { expect, test } from "./rig";

const type = (page: Page, keys: string) => page.keyboard.type(keys, { delay: 70 });
const band = (page: Page) => page.getByTestId("band");
const after = (page: Page) => page.getByTestId("after");

test("whoever comes is told what waits for them and asked for one fact, and the scanner goes on meanwhile", async ({ page, centre, logIn, accessible }) => {
  const who = await centre.addPerson({ name: "刀美兰", political: "中共党员", birth: "1949-03-01" });
  await centre.addPerson({ name: "岩温罕", birth: "1949-03-02", phones: "13887654021", card: "2000012345" });
  await centre.call("notice.leave", { person: who, text: "请领取慰问品" });
  await logIn();
  await type(page, "dml");
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("请领取慰问品");
  await expect(after(page)).toContainText("请问 刀美兰 同志的联系电话");
  await accessible(page);

  await page.keyboard.press("F10");
  await expect(after(page).getByRole("button", { name: /已告知/ })).toBeHidden();
  await page.keyboard.press("F9");
  await type(page, "12");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("电话号码看不懂");
  // The next card in the queue, read while the field has the focus, is no telephone number.
  await page.keyboard.type("2000012345", { delay: 4 });
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("岩温罕 同志，欢迎您");
  await expect(page.getByTestId("visits")).toHaveText("2");

  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("visits")).toHaveText("1");
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("visits")).toHaveText("0");
  await type(page, "dml");
  await page.keyboard.press("Enter");
  await expect(after(page)).toBeVisible();
  await page.keyboard.press("F9");
  await type(page, "13987651219");
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("联系电话已记下");
  await expect(after(page)).toBeHidden();
  const found = await centre.call("checkin.find", { words: "1219" });
  expect(found.enter).toBe(who);
});

test("what somebody does not want to give is not asked again", async ({ page, centre, logIn }) => {
  const who = await centre.addPerson({ name: "刀美兰", birth: "1949-03-01" });
  await logIn();
  await type(page, "dml");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "不愿提供" }).click();
  await expect(band(page)).toContainText("联系电话不愿提供，以后不再问");
  expect((await centre.call("person.get", { id: who })).declined).toEqual(["phones"]);
  await page.keyboard.press("Control+z");
  await type(page, "dml");
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("欢迎您");
  await expect(after(page)).toBeHidden();
});

test("one shift leaves a note for the next, who reads it at the desk", async ({ page, centre, logIn, accessible }) => {
  await centre.call("operator.add", { name: "李新", role: "desk", password: "yinhui-2026" });
  await logIn({ operator: "李新", password: "yinhui-2026" });
  await page.getByRole("button", { name: "交班留言" }).click();
  await page.getByLabel("写给下一班").fill("书屋钥匙在抽屉");
  await page.getByRole("button", { name: "加上此刻的人数" }).click();
  await page.getByRole("button", { name: "留言", exact: true }).click();
  await expect(page.getByText("今日到馆 0 人次、0 人。")).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Control+l");
  await logIn();
  const door = page.getByRole("button", { name: "交班留言 1 条未读" });
  await door.click();
  await page.getByRole("button", { name: "知道了" }).click();
  await expect(page.getByText(/玉香 .* 已读/)).toBeVisible();
  await expect(page.getByRole("button", { name: "交班留言", exact: true })).toBeVisible();
});
