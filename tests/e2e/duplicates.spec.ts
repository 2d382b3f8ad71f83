import { expect, test } from "./rig";
import type { Program } from "./program";

// Everybody here is invented.
const FULL = { name: "玉罕", sex: "女", birth: "1949-03-05", branch: "财贸离退休党支部", unit: "景洪市供销合作社", phones: "13887654021" };
const SHORT = { name: "玉罕", sex: "女", birth: "1949-03", unit: "景洪市供销社", phones: "13988880002", address: "允景洪街道" };

/** Two records of one person, each with a visit of its own day's purpose. */
async function twoRecords(centre: Program): Promise<{ full: string; short: string }> {
  const full = await centre.addPerson(FULL);
  const short = await centre.addPerson(SHORT);
  await centre.call("centre.save", { ...(await centre.call("centre.get", null)), visits_per_purpose: true });
  await centre.call("checkin.person", { person: full, purpose: "书屋" });
  await centre.call("checkin.person", { person: short, purpose: "老年大学" });
  return { full, short };
}

test("two records of one person are compared, merged by keyboard, and taken apart again", async ({ page, centre, logIn, accessible }) => {
  const { full, short } = await twoRecords(centre);
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "人员" }).click();
  await page.getByRole("link", { name: "重复人员" }).focus();
  await page.keyboard.press("Enter");

  const list = page.getByRole("region", { name: "重复人员" });
  await expect(page.getByText("共 1 对")).toBeVisible();
  await expect(list).toContainText("姓名相同");
  await expect(list).toContainText("出生年月对得上");
  await expect(list.getByRole("row", { name: /财贸离退休党支部/ })).toContainText("1 人次");
  await accessible(page);
  await list.getByRole("link", { name: "对照 两位玉罕" }).focus();
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "对照两份记录" })).toBeVisible();
  await expect(page.getByText("有 2 项不同")).toBeVisible();
  const merge = page.getByRole("button", { name: "合并成一人" });
  await expect(merge).not.toBeFocused();
  const facts = page.getByRole("region", { name: "两份记录逐项对照" });
  await expect(facts.getByRole("row", { name: /联系电话/ })).toContainText("两边都留");
  await expect(facts.getByRole("row", { name: /住址/ })).toContainText("补上");
  await expect(facts.getByRole("radio", { name: /^出生日期留哪一边：左边/ })).toBeChecked();
  await accessible(page);

  // 对调 and back again: what nobody chose goes with the record that is kept.
  await page.getByRole("button", { name: /^对调/ }).focus();
  await page.keyboard.press("Enter");
  await expect(facts.getByRole("radio", { name: /^出生日期留哪一边：右边/ })).toBeChecked();
  await expect(page.getByText("都归到右边这份（玉罕）")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(facts.getByRole("radio", { name: /^出生日期留哪一边：左边/ })).toBeChecked();

  // Of the unit the other's wording is taken, with the arrow keys alone.
  await facts.getByRole("radio", { name: /^原工作单位留哪一边：左边/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(facts.getByRole("radio", { name: /^原工作单位留哪一边：右边/ })).toBeChecked();
  await expect(page.getByText("取另一份的：原工作单位。")).toBeVisible();
  await merge.focus();
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(new RegExp(`/people/${full}$`));
  await expect(page.getByText("两份记录已合并成一人")).toBeVisible();
  const panel = page.getByRole("tabpanel");
  await expect(page.locator("header.head")).toContainText("景洪市供销社");
  await page.getByRole("tab", { name: "到馆" }).click();
  await expect(panel).toContainText("累计 2 次");
  await accessible(page);

  // The other record says where it went.
  const merged = page.getByRole("region", { name: "合并来的记录" });
  await merged.getByRole("link", { name: "玉罕" }).click();
  await expect(page).toHaveURL(new RegExp(`/people/${short}$`));
  await expect(page.getByText("这份记录已合并到")).toBeVisible();
  await expect(page.getByRole("button", { name: "修改资料", exact: true })).toBeHidden();
  await accessible(page);
  await page.getByRole("status").getByRole("link", { name: "玉罕" }).click();

  // Somebody comes in once more before the records are taken apart: whose visit it was is asked.
  await centre.call("checkin.person", { person: full, purpose: "健康小屋" });
  await merged.getByRole("button", { name: /^拆开/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("都还回去");
  await dialog.getByRole("button", { name: "拆开", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "合并以后的到馆归谁？" })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "改记到拆出的那一位" })).toBeDisabled();
  await accessible(page);
  await dialog.getByRole("checkbox", { name: /健康小屋/ }).check();
  await dialog.getByRole("button", { name: "改记到拆出的那一位" }).click();
  await expect(page.getByText("已把 1 次到馆改记到拆出的那一位。")).toBeVisible();
  await expect(merged).toBeHidden();
  await page.getByRole("tab", { name: "到馆" }).click();
  await expect(panel).toContainText("累计 1 次");
  await page.getByRole("link", { name: "拆出的记录：玉罕" }).click();
  await expect(page).toHaveURL(new RegExp(`/people/${short}$`));
  await page.getByRole("tab", { name: "到馆" }).click();
  await expect(panel).toContainText("累计 2 次");
  await expect(page.locator("header.head")).toContainText("景洪市供销社");
});

test("two people are told apart, and that is remembered", async ({ page, centre, logIn, accessible }) => {
  await twoRecords(centre);
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "人员" }).click();
  await page.getByRole("link", { name: "重复人员" }).click();
  await page.getByRole("button", { name: "两位玉罕 不是同一人" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("没有发现可能重复的人员")).toBeVisible();
  await expect(page.getByText("已记住：两位玉罕 不是同一人")).toBeVisible();
  await accessible(page);
  expect((await centre.call("duplicate.list", { offset: 0, limit: 50 })).total).toBe(0);

  // The way back is the log.
  await page.getByRole("link", { name: "要改回，到操作日志里撤销" }).click();
  await page.getByRole("button", { name: "撤销：标为不是同一人" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "撤销", exact: true }).click();
  await expect(page.getByText("已撤销", { exact: true })).toBeVisible();
  expect((await centre.call("duplicate.list", { offset: 0, limit: 50 })).total).toBe(1);
});

test("the desk gives cards, and neither sees nor reaches the page of duplicates", async ({ page, centre, logIn }) => {
  const { full, short } = await twoRecords(centre);
  await centre.call("operator.add", { name: "前台小李", role: "desk", password: "qiantai-2026" });
  await logIn({ operator: "前台小李", password: "qiantai-2026" });
  await page.goto(`${centre.url}/#/people/${full}`);
  await page.getByRole("tab", { name: "会员卡" }).click();
  await expect(page.getByRole("tabpanel").getByRole("button", { name: "发新卡" })).toBeVisible();
  await centre.call("person.merge", { kept: full, gone: short, take: [] });
  await expect(page.getByRole("region", { name: "合并来的记录" })).toContainText("玉罕");
  await expect(page.getByRole("button", { name: /^拆开/ })).toBeHidden();
  await page.goto(`${centre.url}/#/people/duplicates`);
  await expect(page).toHaveURL(/\/checkin$/);
});

test("both pages stand at 200 %", async ({ page, centre, logIn }) => {
  const { full, short } = await twoRecords(centre);
  await logIn();
  await page.getByRole("link", { name: "设置" }).click();
  await page.getByRole("navigation", { name: "设置" }).getByRole("link", { name: "字号" }).click();
  await page.getByRole("button", { name: "200%" }).click();
  for (const [path, act] of [["duplicates", "对照 两位玉罕"], [`duplicates/${full}/${short}`, "合并成一人"]] as const) {
    await page.goto(`${centre.url}/#/people/${path}`);
    const button = page.getByRole("link", { name: act }).or(page.getByRole("button", { name: act }));
    await expect(button).toBeVisible();
    const beyond = await page.evaluate(() => {
      const main = document.querySelector("main")!;
      return Math.max(document.documentElement.scrollWidth - window.innerWidth, main.scrollWidth - main.clientWidth);
    });
    expect(beyond, path).toBe(0);
    const box = (await button.boundingBox())!;
    expect(box.x + box.width, "within the page").toBeLessThanOrEqual(1366);
  }
});

test("a card is given, shown, printed and lost", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson(FULL);
  const other = await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1950-07" });
  await centre.call("card.give", { person: other, code: "990011" });
  await logIn();
  await page.goto(`${centre.url}/#/people/${id}`);
  await page.getByRole("tab", { name: "会员卡" }).click();
  const panel = page.getByRole("tabpanel");
  await expect(panel).toContainText("还没有会员卡");
  await panel.getByRole("button", { name: "发新卡" }).click();
  await expect(panel.getByRole("status")).toContainText("已发新卡");
  const cards = panel.getByRole("list", { name: "发过的卡" }).getByRole("listitem");
  await expect(cards.first()).toContainText("使用中");
  await accessible(page);

  // A card that is somebody else's is refused beside the field.
  await panel.getByRole("button", { name: "登记已有的卡" }).click();
  const code = panel.getByLabel("卡号");
  await expect(code).toBeFocused();
  await page.keyboard.type("990011");
  await page.keyboard.press("Enter");
  await expect(code).toHaveAttribute("aria-invalid", "true");
  await expect(panel).toContainText("另一位人员正在用这张卡");
  await code.fill("20260305");
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("status")).toContainText("已登记卡 2026 0305");
  await expect(cards).toHaveCount(2);
  await expect(cards.nth(1)).toContainText("已换卡");

  await page.evaluate(() => (window.print = () => undefined));
  await panel.getByRole("button", { name: "打印会员卡" }).click();
  await expect(page.locator(".paper article")).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".paper article")).toContainText("2026 0305");
  const { width, height } = (await page.locator(".paper article").boundingBox())!;
  const mm = 96 / 25.4;
  expect([width / mm, height / mm].map((side) => side.toFixed(1))).toEqual(["85.6", "54.0"]);
  await page.emulateMedia({ media: "screen" });

  await panel.getByRole("button", { name: "挂失 2026 0305" }).focus();
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("group", { name: "确认挂失" })).toContainText("马上不能签到");
  await expect(panel.getByRole("button", { name: "取消" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel.getByRole("button", { name: "挂失 2026 0305" })).toBeFocused();
  await page.keyboard.press("Enter");
  await accessible(page);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("status")).toContainText("卡 2026 0305 已挂失");
  await expect(cards.first()).toContainText("已挂失");
  await expect(panel.getByRole("button", { name: "发新卡" })).toBeFocused();
});

test("cards of a filtered list are printed, ten on a sheet", async ({ page, centre, logIn, accessible }) => {
  for (const name of [..."一二三四五六七八九十百"]) await centre.addPerson({ name: `玉${name}香`, sex: "女" });
  await centre.addPerson({ name: "岩温罕", sex: "男" });
  await logIn();
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "人员" }).click();
  await expect(page.getByText("共 12 人")).toBeVisible();
  await page.getByRole("combobox", { name: "性别" }).click();
  await page.getByRole("option", { name: "女" }).click();
  await expect(page.getByText("共 11 人")).toBeVisible();
  await page.getByRole("button", { name: "打印会员卡" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("还没有卡的，各发一张新卡");
  await accessible(page);
  await dialog.getByRole("button", { name: "打印", exact: true }).click();
  await expect(dialog).toContainText("已送去打印 11 张会员卡");
  await expect(page.locator(".paper article")).toHaveCount(11);
  await expect(page.locator(".paper .sheet")).toHaveCount(2);
});

test("two records nobody suspected are put side by side from somebody's page", async ({ page, centre, logIn, accessible }) => {
  const one = await centre.addPerson({ name: "周启明", sex: "男", birth: "1938-11", phones: "13987651219" });
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  await logIn();
  await page.goto(`${centre.url}/#/people/${one}`);
  await page.getByRole("button", { name: "与另一份对照" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "与另一份对照" });
  await expect(dialog.getByLabel("另一份记录")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("请找到并选定另一份记录。");
  await accessible(page);
  // Nobody is compared with themselves.
  await page.keyboard.type("1219", { delay: 70 });
  await expect(dialog.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("这就是眼前的这一份，请选另一份。");
  await dialog.getByLabel("另一份记录").fill("");
  await page.keyboard.type("ywh", { delay: 70 });
  await expect(dialog.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "对照两份记录" })).toBeVisible();
  await expect(page.getByRole("region", { name: "两份记录逐项对照" })).toContainText("周启明");
  await accessible(page);
  // To see them is to change nothing.
  await page.goBack();
  await expect(page.getByRole("heading", { name: /周启明/ })).toBeVisible();
});
