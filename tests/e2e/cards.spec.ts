import type { Page } from "@playwright/test";
import { expect, test } from "./rig";
import { scan } from "./scanner";

/** Types as a person does; without pauses it would be a scanner. */
const type = (page: Page, keys: string) => page.keyboard.type(keys, { delay: 70 });
const band = (page: Page) => page.getByTestId("band");
const notice = (page: Page) => page.getByTestId("card-notice");

test("a card nobody has is given to whoever is found, and checks them in at once", async ({ page, centre, logIn, accessible }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  const other = await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11" });
  await centre.call("card.give", { person: other, code: "2000099999" });
  await logIn();
  await scan(page, "2005551234");
  await expect(notice(page)).toContainText("这张卡还没有登记（尾号 1234）");
  await expect(page.getByTestId("visits")).toHaveText("0");
  await accessible(page);

  await page.keyboard.press("F3");
  await expect(page.getByTestId("binding")).toContainText("正在给卡 尾号1234 找本人");
  await type(page, "ywh");
  await expect(page.getByRole("button", { name: "绑定并签到 岩温罕" })).toBeVisible();
  await accessible(page);
  // The next in the queue does not wait for it.
  await page.waitForTimeout(300);
  await scan(page, "2000099999");
  await expect(band(page)).toContainText("刀建国 同志，欢迎您");
  await expect(page.getByTestId("binding")).toBeVisible();

  await type(page, "ywh");
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("岩温罕 同志，欢迎您");
  await expect(band(page)).toContainText("卡 尾号1234 已绑定");
  await expect(page.getByTestId("binding")).toBeHidden();
  await expect(page.getByTestId("visits")).toHaveText("2");

  await page.waitForTimeout(3100);
  await scan(page, "2005551234");
  await expect(band(page)).toContainText("已签到，不重复计数");
});

test("a card given to the wrong person is taken back after the check-in, and the card they had is good again", async ({ page, centre, logIn }) => {
  const person = await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  await centre.call("card.give", { person, code: "2000077777" });
  await logIn();
  await scan(page, "2005551234");
  await expect(notice(page)).toContainText("这张卡还没有登记");
  await page.keyboard.press("F3");
  await type(page, "ywh");
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("卡 尾号1234 已绑定");
  await expect(page.getByTestId("visits")).toHaveText("1");

  await page.keyboard.press("Control+z");
  await expect(band(page)).toContainText("已撤销 岩温罕");
  await expect(page.getByTestId("visits")).toHaveText("0");
  await page.keyboard.press("Control+z");
  await expect(band(page)).toContainText("已收回 卡 尾号1234");
  await expect(band(page)).toContainText("岩温罕 不再用这张卡");
  await page.keyboard.press("Control+z");
  await expect(band(page)).toContainText("本台没有可以撤销的");

  await scan(page, "2005551234");
  await expect(notice(page)).toContainText("这张卡还没有登记");
  await scan(page, "2000077777");
  await expect(band(page)).toContainText("岩温罕 同志，欢迎您");
});

test("a card that cannot be given is said to be so where the clerk looks, and Esc gives up", async ({ page, centre, logIn }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  const other = await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11" });
  await logIn();
  await scan(page, "2005551234");
  await expect(notice(page)).toContainText("这张卡还没有登记");
  await page.keyboard.press("F3");
  // Meanwhile another desk gave it away.
  await centre.call("card.give", { person: other, code: "2005551234" });
  await type(page, "ywh");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("binding").getByRole("alert")).toContainText("另一位人员正在用这张卡");
  await expect(page.getByTestId("visits")).toHaveText("0");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("binding")).toBeHidden();
  await scan(page, "2005551234");
  await expect(band(page)).toContainText("刀建国 同志，欢迎您");
});

test("a lost card checks nobody in and says what to do", async ({ page, centre, logIn, accessible }) => {
  const person = await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  const card = await centre.call("card.give", { person, code: "2000012345" });
  await centre.call("card.end", { id: card.id, why: "lost" });
  await logIn();
  await scan(page, "2000012345");
  await expect(notice(page)).toContainText("这张卡已挂失");
  await expect(notice(page)).toContainText("请按姓名查找本人");
  await expect(notice(page).getByRole("button")).toHaveCount(0);
  await expect(page.getByTestId("visits")).toHaveText("0");
  await accessible(page);
  await type(page, "ywh");
  await expect(notice(page)).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(band(page)).toContainText("岩温罕 同志，欢迎您");
});

test("a card held before the scanner is one reading", async ({ page, centre, logIn }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03", card: "2000012345" });
  await centre.addPerson({ name: "刀建国", sex: "男", birth: "1938-11", card: "2000012346" });
  await logIn();
  await scan(page, "2000012345");
  await expect(band(page)).toContainText("岩温罕 同志，欢迎您");
  await page.waitForTimeout(1200);
  await scan(page, "2000012345");
  await expect(band(page)).toContainText("岩温罕 同志，欢迎您");
  await scan(page, "2000012346");
  await expect(band(page)).toContainText("刀建国 同志，欢迎您");
  await expect(page.getByTestId("visits")).toHaveText("2");
});

test("four digits and telephone numbers are no cards", async ({ page, centre, logIn }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  await logIn();
  await type(page, "13800001111");
  await page.keyboard.press("Enter");
  await expect(page.getByText("没有找到“13800001111”")).toBeVisible();
  await expect(notice(page)).toBeHidden();
});
