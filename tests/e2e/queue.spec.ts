import { expect, test } from "./rig";
import { scan } from "./scanner";

const PEOPLE = 200;
const phone = (number: number) => `139${String(number).padStart(8, "0")}`;
const card = (number: number) => `2000${String(number).padStart(8, "0")}`;
const forgot = (number: number) => number % 10 === 9;

test("two hundred people come one after another, and every tenth forgot the card", async ({ page, centre, logIn }) => {
  const families = ["岩", "玉", "刀", "李"];
  const given = ["温", "罕", "美兰", "正清", "香"];
  for (let number = 0; number < PEOPLE; number += 1) {
    const name = `${families[number % 4]}${given[Math.floor(number / 4) % 5]}`;
    await centre.addPerson({ name, birth: `${1930 + (number % 35)}-03`, phones: phone(number), card: card(number) });
  }
  await logIn();
  await expect(page.getByText("请刷卡或扫码")).toBeVisible();
  for (let number = 0; number < PEOPLE; number += 1) {
    if (forgot(number)) {
      // The last four of the telephone, by hand.
      await page.keyboard.type(phone(number).slice(-4), { delay: 60 });
      await expect(page.getByRole("list", { name: "签到台" }).getByRole("listitem")).toHaveCount(1);
      await page.keyboard.press("Enter");
    } else await scan(page, card(number));
    await expect(page.getByTestId("visits")).toHaveText(String(number + 1));
  }
  await expect(page.getByTestId("persons")).toHaveText(String(PEOPLE));

  // Whoever reads the card again is shown the earlier time, and the last is taken back by one key.
  await scan(page, card(0));
  await expect(page.getByTestId("band")).toContainText("已签到，不重复计数");
  await expect(page.getByTestId("visits")).toHaveText(String(PEOPLE));
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("visits")).toHaveText(String(PEOPLE - 1));
  const day = await centre.call("checkin.day", { limit: 500 });
  expect([day.visits, day.persons, day.stream.length]).toEqual([PEOPLE - 1, PEOPLE - 1, PEOPLE - 1]);
});
