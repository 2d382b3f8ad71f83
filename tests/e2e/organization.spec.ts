import type { Program } from "./program";
import { expect, test } from "./rig";

const AHEAD = 8 * 3_600_000;
const TODAY = new Date(Date.now() + AHEAD).toISOString().slice(0, 10);
const YEAR = Number(TODAY.slice(0, 4));
/** A day of so many years ago, and so many months on. */
function back(years: number, months = 0): string {
  const day = new Date(`${TODAY}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() - years, day.getUTCMonth() + months, 1);
  return day.toISOString().slice(0, 10);
}

const organization = async (centre: Program, name: string, kind: string, parent?: string) =>
  (await centre.call("organization.save", { name, kind, composition: "离退休", ...(parent ? { parent } : {}) })).id;

test("the tree counts each organization alone and with all below it, and its page holds what is known", async ({ page, centre, logIn, accessible }) => {
  const committee = await organization(centre, "景洪市直机关离退休党总支", "党总支");
  const branch = await organization(centre, "财贸离退休党支部", "党支部", committee);
  const other = await organization(centre, "教育离退休党支部", "党支部", committee);
  await organization(centre, "合唱团功能型党支部", "功能型党支部", committee);
  await organization(centre, "疗养期间临时党支部", "临时党支部", committee);
  for (const [name, at] of [["岩温罕", "财贸离退休党支部"], ["玉罕", "财贸离退休党支部"], ["刀建国", "教育离退休党支部"]] as const) {
    await centre.addPerson({ name, sex: "男", birth: "1949-03", branch: at, political: "中共党员", party_join: "1975-07-01" });
  }
  await centre.addPerson({ name: "李散", sex: "男", birth: "1949-03" });
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "党组织" }).click();
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await expect(row("财贸离退休党支部")).toContainText("党支部离退休2222");
  await expect(row("景洪市直机关离退休党总支")).toContainText("党总支离退休0303");
  await expect(page.getByTestId("sums")).toHaveText("在册 4 人，其中没有支部 1 人");
  await accessible(page);
  await page.getByRole("searchbox").fill("教育");
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.getByRole("searchbox").fill("");

  await page.getByRole("link", { name: "财贸离退休党支部" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "财贸离退休党支部" })).toBeVisible();
  await expect(page.getByText("党员 2 人，其中正式党员 2 人")).toBeVisible();
  await page.getByRole("button", { name: "修改", exact: true }).click();
  await page.getByLabel("入驻中心活动").check();
  await page.getByRole("button", { name: /^更多/ }).click();
  await page.getByLabel("党组织编码").fill("0532-017");
  await page.getByLabel("成立日期").fill("2006.7");
  await page.getByLabel("活动地点性质").selectOption("固定");
  await accessible(page);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("2006-07");
  await expect(page.getByRole("tabpanel")).toContainText("0532-017");
  await expect(page.getByText("入驻中心", { exact: true })).toBeVisible();
  await accessible(page);

  // 组织关系转接.
  await page.getByRole("tab", { name: "党员" }).click();
  await expect(page.getByText("共 2 人")).toBeVisible();
  await page.getByLabel("选中 玉罕").check();
  await page.getByRole("button", { name: "转接组织关系" }).click();
  await page.getByRole("combobox", { name: "转到" }).click();
  // Nobody's formal membership goes where none is held, nor to where it is.
  await expect(page.getByRole("option")).toHaveText(["转出本中心", "教育离退休党支部", "景洪市直机关离退休党总支"]);
  await page.getByRole("option", { name: "教育离退休党支部" }).click();
  await page.getByLabel("介绍信编号").fill("2026-018");
  await page.getByLabel("介绍信有效期（天）").fill("90");
  await page.getByLabel("党费缴至").fill("2026-06");
  await page.getByLabel("回执").fill("已收到");
  await accessible(page);
  await page.getByRole("button", { name: "转接", exact: true }).click();
  await expect(page.getByText("已转接 1 人")).toBeVisible();
  await expect(page.getByText("共 1 人")).toBeVisible();
  await accessible(page);
  // As it was the day before.
  await page.getByLabel("截至").fill(new Date(Date.parse(TODAY) - 86_400_000).toISOString().slice(0, 10));
  await page.keyboard.press("Enter");
  await expect(page.getByText("共 2 人")).toBeVisible();
  await expect(page.getByRole("button", { name: "转接组织关系" })).toBeHidden();
  await page.getByRole("button", { name: "今天", exact: true }).click();
  await expect(page.getByText("共 1 人")).toBeVisible();
  expect((await centre.call("organization.members", { organization: branch })).map((one) => one.person.name)).toEqual(["岩温罕"]);
  await page.getByRole("tab", { name: "台账" }).click();
  await expect(page.getByText("还没有台账记录。")).toBeVisible();

  // What the letter says stands where they are now.
  await page.goto(`${centre.url}/#/organizations/${other}`);
  await page.getByRole("tab", { name: "党员" }).click();
  await expect(row("玉罕")).toContainText("2026-018");
  await expect(row("玉罕")).toContainText("有效期 90 天；党费缴至 2026-06；回执 已收到");
  await accessible(page);
});

test("a committee is written down with its posts, and whose election is due is listed", async ({ page, centre, logIn, accessible }) => {
  const over = await organization(centre, "已到期支部", "党支部");
  const soon = await organization(centre, "快到期支部", "党支部");
  await organization(centre, "没登记支部", "党支部");
  const fresh = await organization(centre, "新换届支部", "党支部");
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03", branch: "新换届支部", political: "中共党员" });
  for (const [id, elected] of [[over, back(4)], [soon, back(3, 3)]] as const) await centre.call("organization.save_term", { organization: id, elected, appointed: false, posts: [] });
  await logIn();
  await page.goto(`${centre.url}/#/organizations/${fresh}`);
  await page.getByRole("tab", { name: "班子与换届" }).click();
  await page.getByRole("button", { name: "登记一届" }).click();
  await page.getByLabel("选举或任命日期").fill(back(1));
  await page.getByLabel("姓名").fill("岩温罕");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/男 · \d+岁/).first()).toBeVisible();
  await page.getByLabel("任职日期").fill(back(2));
  await accessible(page);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("任职日期不能早于本届选举日期，请核对。")).toBeVisible();
  await page.getByLabel("任职日期").fill("");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("任期内")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "书记" })).toContainText("岩温罕");
  await accessible(page);

  await page.goto(`${centre.url}/#/organizations`);
  await page.getByRole("link", { name: /换届提醒/ }).click();
  await expect(page.getByText("已到期 1 个，快到期 1 个，没有登记 1 个，任期内 1 个")).toBeVisible();
  await expect(page.getByRole("row", { name: /已到期支部/ })).toContainText("已到期");
  await expect(page.getByRole("row", { name: /快到期支部/ })).toContainText("快到期");
  await expect(page.getByRole("row", { name: /没登记支部/ })).toContainText("没有登记班子");
  await accessible(page);

  // The rules are the centre's own.
  await page.goto(`${centre.url}/#/settings?at=organizations`);
  await page.getByLabel("到期前几个月开始提醒").fill("1");
  await page.getByRole("button", { name: "去掉 民主评议党员" }).click();
  await accessible(page);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await page.goto(`${centre.url}/#/organizations/due`);
  await expect(page.getByText("已到期 1 个，快到期 0 个，没有登记 1 个，任期内 2 个")).toBeVisible();
});

test("the year of meetings shows what was held, what is missing and what was excused, for one branch and for seventy-six", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(120_000);
  const branch = await organization(centre, "财贸离退休党支部", "党支部");
  for (let at = 1; at < 76; at += 1) await organization(centre, `离退休第${String(at).padStart(2, "0")}党支部`, "党支部");
  const meeting = (kind: string, day: string, name = kind) => centre.call("event.save", { name, kind, day, from: "0900", to: "1000", organization: branch, cancelled: false });
  await meeting("支部委员会", `${YEAR - 1}-01-15`);
  await meeting("支部委员会", `${YEAR - 1}-01-25`, "支委会扩大会");
  await meeting("党课", `${YEAR - 1}-05-10`, "七一党课");
  await logIn();
  await page.goto(`${centre.url}/#/organizations/${branch}`);
  await page.getByRole("tab", { name: "组织生活" }).click();
  await page.getByLabel("年度").selectOption(String(YEAR - 1));
  const grid = page.getByRole("region", { name: "三会一课" });
  const committee = grid.getByRole("row", { name: /支部委员会/ }).getByRole("cell");
  await expect(committee.first()).toHaveText("2");
  await expect(committee.nth(1)).toHaveText("缺");
  await expect(grid.getByRole("row", { name: /党课/ }).getByRole("cell").nth(1)).toContainText("1");
  await accessible(page);

  await page.getByRole("button", { name: "登记排除" }).click();
  await page.getByLabel("会议", { exact: true }).selectOption("支部委员会");
  await page.getByLabel("排除的月份").fill(`${YEAR - 1}02`);
  await page.getByLabel("理由").fill("支委两人住院");
  await page.getByRole("button", { name: /^保存 Enter/ }).click();
  await expect(committee.nth(1)).toHaveText("排");
  await expect(page.getByRole("listitem").filter({ hasText: "支委两人住院" })).toBeVisible();

  await page.getByRole("button", { name: "写会议记录 七一党课" }).click();
  await expect(page.getByRole("dialog", { name: "七一党课 会议记录" })).toBeVisible();
  await expect(page.getByLabel("主题", { exact: true })).toHaveValue("七一党课");
  await page.getByLabel("主要内容").fill("学习党的光辉历史");
  await accessible(page);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("button", { name: "会议记录：暂存 七一党课" })).toBeVisible();
  await accessible(page);
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  expect(await page.evaluate(() => document.querySelector("main")!.scrollWidth <= document.querySelector("main")!.clientWidth)).toBe(true);
  await page.evaluate(() => delete document.documentElement.dataset.scale);

  await page.goto(`${centre.url}/#/organizations/life?year=${YEAR - 1}`);
  await expect(grid.getByRole("row")).toHaveCount(78);
  await expect(page.getByRole("region", { name: "各季度汇总" }).getByRole("row", { name: /支部委员会/ })).toContainText("1 / 227");
  await expect(page.getByRole("region", { name: "各季度汇总" }).getByRole("row", { name: /支部委员会/ })).toContainText("排 1");
  // The names stay where they are while the months go by, quickly.
  const took = await grid.evaluate(async (box) => {
    const left = () => box.querySelector("tbody th")!.getBoundingClientRect().left;
    const before = left();
    const begun = performance.now();
    for (let at = 0; at <= 20; at += 1) {
      box.scrollLeft = at * 60;
      box.scrollTop = at * 100;
      await new Promise(requestAnimationFrame);
    }
    return { moved: left() - before, frame: (performance.now() - begun) / 21 };
  });
  expect(took.moved).toBe(0);
  expect(took.frame).toBeLessThan(100);
  await page.getByLabel("会议", { exact: true }).selectOption("支部委员会");
  await expect(grid.getByRole("row", { name: /财贸离退休党支部/ }).getByRole("cell")).toHaveText(["2", "排", ...Array.from({ length: 10 }, () => "缺")]);
  await accessible(page);
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  expect(await page.evaluate(() => document.querySelector("main")!.scrollWidth <= document.querySelector("main")!.clientWidth)).toBe(true);
});

test("a branch composed otherwise says since when, and keeps what it was", async ({ page, centre, logIn, accessible }) => {
  const branch = await organization(centre, "财贸离退休党支部", "党支部");
  await logIn();
  await page.goto(`${centre.url}/#/organizations/${branch}`);
  await page.getByRole("button", { name: "修改", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: "修改党组织" });
  await expect(drawer.getByLabel("从哪天起")).toBeHidden();
  await drawer.getByLabel("构成").selectOption("混编");
  await drawer.getByLabel("从哪天起").fill("2099-01-01");
  await accessible(page);
  await drawer.getByRole("button", { name: "保存" }).click();
  await expect(drawer.getByText("构成变更的日期还没有到，到那天再改。")).toBeVisible();
  await drawer.getByLabel("从哪天起").fill("2025.3.1");
  await drawer.getByRole("button", { name: "保存" }).click();
  await expect(drawer).toBeHidden();
  await page.getByRole("tab", { name: "基本" }).click();
  await expect(page.getByText("2025-03-01 以前：离退休")).toBeVisible();
  await accessible(page);
});

test("a meeting of 党小组 is complete once each held it, what was not a branch's to hold is a dash, and who came is told by quarter and printed", async ({ page, centre, logIn, accessible }) => {
  const last = YEAR - 1;
  const branch = await organization(centre, "财贸离退休党支部", "党支部");
  await centre.call("organization.save", { name: "教育离退休党支部", kind: "党支部", composition: "离退休", details: { founded: `${last}-05-01` } });
  const groups = await Promise.all(["一", "二"].map((name) => organization(centre, `财贸第${name}党小组`, "党小组", branch)));
  const meeting = async (kind: string, day: string, holder: string) =>
    (await centre.call("event.save", { name: kind, kind, day, from: "0900", to: "1000", organization: holder, cancelled: false })).id;
  await meeting("党小组会", `${last}-01-10`, groups[0]!);
  for (const group of groups) await meeting("党小组会", `${last}-02-10`, group);
  const lesson = await meeting("党课", `${last}-05-10`, branch);
  await meeting("党课", `${last}-08-10`, branch);
  await centre.call("ledger.save", { ledger: "minutes", day: `${last}-05-10`, event: lesson, state: "暂存", facts: { theme: "七一党课", content: "学习党史", due: "20", present: "15" } });
  await logIn();
  await page.goto(`${centre.url}/#/organizations/life?year=${last}&kind=党小组会`);
  const grid = page.getByRole("region", { name: "三会一课" });
  const cells = (name: string) => grid.getByRole("row", { name: new RegExp(name) }).getByRole("cell");
  await expect(cells("财贸离退休党支部").nth(0)).toHaveText("1/2");
  await expect(cells("财贸离退休党支部").nth(1)).toHaveText("2");
  await expect(cells("财贸离退休党支部").nth(2)).toHaveText("缺");
  await expect(cells("教育离退休党支部").nth(7)).toHaveText("—");
  await expect(cells("教育离退休党支部").nth(7).getByRole("img")).toHaveAttribute("aria-label", "当时没有党小组，不用开");
  await page.getByLabel("会议", { exact: true }).selectOption("支部委员会");
  await expect(cells("教育离退休党支部")).toHaveText(["—", "—", "—", "—", ...Array.from({ length: 8 }, () => "缺")]);
  await accessible(page);

  // Who came, by keyboard; the address keeps the view.
  await page.getByRole("tab", { name: "召开情况" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("这一年还没有开过这样的会")).toBeVisible();
  await page.getByLabel("会议", { exact: true }).selectOption("");
  const table = page.getByRole("region", { name: "到会情况" });
  await expect(table.getByRole("row", { name: /财贸离退休党支部/ })).toContainText("2季度1201500");
  await expect(table.getByRole("row", { name: /财贸离退休党支部/ })).toContainText("575%");
  await expect(table.getByRole("row", { name: /^3季度/ }).first()).toContainText("有 1 次没有登记到会人数");
  await expect(table.getByRole("row", { name: /全年合计/ })).toContainText("52015");
  await page.reload();
  await logIn();
  await page.goto(`${centre.url}/#/organizations/life?year=${last}&view=attendance`);
  await expect(table.getByRole("row", { name: /全年合计/ })).toContainText("有 4 次没有登记到会人数");
  await accessible(page);
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  expect(await page.evaluate(() => document.querySelector("main")!.scrollWidth <= document.querySelector("main")!.clientWidth)).toBe(true);
  await page.evaluate(() => delete document.documentElement.dataset.scale);

  await page.evaluate(() => (window.print = () => undefined));
  await page.keyboard.press("Control+p");
  await expect(page.getByRole("heading", { name: "三会一课到会情况表", includeHidden: true })).toHaveCount(1);
  await page.getByRole("tab", { name: "召开情况" }).click();
  await page.keyboard.press("Control+p");
  await expect(page.getByRole("heading", { name: "三会一课召开情况汇总表", includeHidden: true })).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 });
  await expect(page.locator(".paper .sheet")).toHaveCount(1);
});
