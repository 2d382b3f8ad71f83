import type { Locator, Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test as base } from "./rig";

/** The rules of axe, on the smallest screen: what it reads is the same on the larger. */
const test = base.extend<{ clean: (page: Page) => Promise<void> }>({
  clean: async ({ accessible, viewport }, use) => {
    await use(async (page) => {
      if (viewport?.width === SMALLEST) await accessible(page);
    });
  },
});

// Windows at 200 %: half of the points of a screen are left, each drawn with four.
const SMALLEST = 683;
const SCREENS = [
  { screen: "1366×768", viewport: { width: SMALLEST, height: 384 } },
  { screen: "1920×1080", viewport: { width: 960, height: 540 } },
];
/** What each page shows once it has been read. */
const PAGES = [
  ["签到台", "自助签到"],
  ["活动", "庆国庆老干部合唱排练"],
  ["人员", "共 61 人"],
  ["党组织", "财贸离退休党支部"],
  ["人才库", "共 1 人"],
  ["服务", "困难帮扶"],
  ["导入", "typical_60.xlsx"],
  ["统计上报", "中心年度工作情况统计表"],
  ["设置", "中心名称"],
] as const;

const menu = (page: Page) => page.getByRole("navigation", { name: "主菜单" });
const main = (page: Page) => page.locator("main");
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** A centre in use; the person is one of its talents. */
async function inUse(centre: Program): Promise<string> {
  await centre.importRoster();
  const { rows } = await centre.call("person.list", { filter: { state: "在册" }, sort: "birth", offset: 0, limit: 12 });
  for (const { id } of rows) await centre.call("checkin.person", { person: id, purpose: "活动中心" });
  const person = await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03-05", phones: "13887654021" });
  await centre.call("talent.save", { person, category: "文化艺术", external: false, facts: {}, day: today() });
  await centre.call("event.save", { name: "庆国庆老干部合唱排练", kind: "文体活动", day: today(), from: "00:00", to: "23:59", venue: "二楼排练厅", cancelled: false });
  return person;
}

/** Nothing lies beyond the right edge; what lies below the lower one is scrolled within the page, not with it. */
async function fits(page: Page, what: string) {
  const beyond = await page.evaluate(() => {
    const root = document.documentElement;
    const inner = document.querySelector("main");
    return { screen: root.scrollWidth - root.clientWidth, page: inner ? inner.scrollWidth - inner.clientWidth : 0 };
  });
  expect.soft(beyond, `${what}: points beyond the right edge`).toEqual({ screen: 0, page: 0 });
}

/** Everything to press or to fill in can be brought into sight, whole, and lies under nothing else. */
async function reachable(within: Locator, what: string) {
  const lost = await within.evaluate((root) =>
    [...root.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea")]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.matches(":disabled"))
      .filter((one) => {
        one.scrollIntoView({ block: "nearest", inline: "nearest" });
        const box = one.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const whole = box.left >= -1 && box.right <= innerWidth + 1;
        return !whole || top === null || !(one.contains(top) || one.closest("label")?.contains(top));
      })
      .map((one) => one.getAttribute("aria-label") ?? (one.textContent?.trim() || one.outerHTML)),
  );
  expect.soft(lost, `${what}: cut off or under something else`).toEqual([]);
}

/** All of it stands on the screen as it is, nothing scrolled. */
async function inSight(one: Locator, what: string) {
  const box = await one.boundingBox();
  const { width, height } = one.page().viewportSize()!;
  const whole = box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
  expect.soft(whole, `${what} stands on the screen: ${JSON.stringify(box)}`).toBe(true);
}

for (const { screen, viewport } of SCREENS) {
  test.describe(`at 200 % on a screen of ${screen}`, () => {
    test.use({ viewport, deviceScaleFactor: 2 });

    const keep = async (page: Page, name: string) => {
      if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/${viewport.width}-${name}.png` });
    };

    test("the log-in and every page fit the width, and whatever can be pressed there can be reached", async ({ page, centre, logIn, clean }) => {
      const person = await inUse(centre);
      await page.goto(centre.url);
      await expect(page.getByLabel("密码", { exact: true })).toBeVisible();
      await fits(page, "登录");
      await reachable(main(page), "登录");
      await clean(page);
      await keep(page, "登录");

      await logIn();
      await reachable(menu(page), "the main menu");
      await reachable(page.getByRole("banner"), "the top line");
      for (const [name, shown] of PAGES) {
        await menu(page).getByRole("link", { name, exact: true }).click();
        await expect(main(page).getByText(shown).first()).toBeVisible();
        await keep(page, name);
        await fits(page, name);
        await reachable(main(page), name);
        await clean(page);
      }
      await page.goto(`${centre.url}/#/people/${person}`);
      await expect(page.getByRole("tabpanel")).toBeVisible();
      await keep(page, "人");
      await fits(page, "one person");
      await reachable(main(page), "one person");
      await clean(page);
    });

    test("at the desk the box, the first who fits and the welcome stand on the screen", async ({ page, centre, logIn, clean }) => {
      await inUse(centre);
      await logIn();
      const box = page.getByRole("button", { name: /^刷卡、扫码，或输入/ });
      await inSight(box, "the box");
      await page.keyboard.type("y", { delay: 70 });
      const found = page.getByRole("list", { name: "签到台" }).getByRole("listitem");
      await expect(found.first()).toBeVisible();
      await keep(page, "desk-found");
      await inSight(found.first(), "who fits first");
      await inSight(found.first().getByRole("button"), "their button");
      await fits(page, "the desk with those who fit");
      await clean(page);
      await page.keyboard.press("Escape");
      await page.keyboard.type("4021", { delay: 70 });
      await expect(found.first()).toContainText("岩温罕");
      await page.keyboard.press("Enter");
      await expect(page.getByTestId("band")).toContainText("岩温罕 同志，欢迎您");
      await keep(page, "desk-welcome");
      await inSight(page.getByTestId("band"), "the welcome");
      await fits(page, "the desk with the welcome");
      await reachable(main(page), "the desk with the welcome");
      await clean(page);
    });

    test("a dialog, a drawer and a menu can be read and answered", async ({ page, centre, logIn, clean }) => {
      const person = await inUse(centre);
      await logIn();
      const dialog = page.getByRole("dialog");
      const opened = async (name: string) => {
        await expect(dialog).toBeVisible();
        await keep(page, name);
        await fits(page, name);
        await reachable(dialog, name);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      };
      await page.getByRole("button", { name: "自助签到" }).click();
      await expect(dialog).toBeVisible();
      await clean(page);
      await opened("dialog-self-service");
      await page.keyboard.press("F1");
      await opened("drawer-help");
      await page.getByRole("button", { name: /^我的账号/ }).click();
      await expect(page.getByRole("menuitem", { name: "修改密码" })).toBeVisible();
      await clean(page);
      await keep(page, "menu-account");
      await page.getByRole("menuitem", { name: "修改密码" }).click();
      await opened("dialog-password");

      await menu(page).getByRole("link", { name: "活动" }).click();
      await page.getByRole("button", { name: /^新建活动/ }).click();
      await expect(dialog).toBeVisible();
      await clean(page);
      await opened("drawer-event");
      await menu(page).getByRole("link", { name: "人员" }).click();
      await page.getByRole("button", { name: "导出这份名单" }).click();
      await opened("dialog-export");
      await page.goto(`${centre.url}/#/people/${person}`);
      await page.getByRole("button", { name: "变更状态" }).click();
      await opened("dialog-state");
      await menu(page).getByRole("link", { name: "统计上报" }).click();
      await page.getByRole("button", { name: "年度小结" }).click();
      await opened("dialog-summary");
    });

    test("on the open screen the number and every key of the pad stand on the screen", async ({ page, centre, logIn, clean }) => {
      await inUse(centre);
      await logIn();
      await page.getByRole("button", { name: "自助签到" }).click();
      await page.getByRole("button", { name: "开始自助签到" }).click();
      const keys = page.getByRole("group", { name: "数字键盘" }).getByRole("button");
      await expect(keys.first()).toBeVisible();
      await keep(page, "open-screen");
      await fits(page, "the open screen");
      for (const key of await keys.all()) await inSight(key, (await key.textContent()) ?? "");
      await inSight(page.getByTestId("number"), "the number");
      await clean(page);
      await page.getByRole("button", { name: "工作人员退出" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await keep(page, "open-screen-leave");
      await reachable(page.getByRole("dialog"), "the way out");
      await clean(page);
    });
  });
}
