import type { Page } from "@playwright/test";
import { expect, test } from "./rig";

const dayFrom = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const beyond = (page: Page) => page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth);

test("a team says who leads it and of which kind it is; its members join, are given posts and leave by keyboard, and are listed on paper as at a day", async ({ page, centre, logIn, accessible }) => {
  const people: Record<string, string> = {};
  for (const [name, branch] of [["岩温罕", "财贸离退休党支部"], ["玉罕", "教育离退休党支部"], ["刀建国", "教育离退休党支部"]] as const) {
    people[name] = await centre.addPerson({ name, sex: "男", birth: "1949-03", branch, phones: "13887654021" });
  }
  const team = (await centre.call("team.save", { name: "红色宣讲队", kind: "红色宣传", ended: false })).id;
  await centre.call("team.join", { team, person: people["岩温罕"]!, from: dayFrom(-100) });
  const gone = await centre.call("team.join", { team, person: people["刀建国"]!, from: dayFrom(-100) });
  await centre.call("team.leave", { id: gone.id, day: dayFrom(-20) });
  await centre.call("ledger.save", { ledger: "volunteer", day: dayFrom(-5), person: people["岩温罕"]!, team, facts: { content: "党史宣讲", hours: "2" } });
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "党组织" }).click();
  await page.getByRole("tab", { name: "社团与团队" }).click();
  await expect(page.getByRole("rowheader", { name: "志愿服务队 1 个" })).toBeVisible();

  // What is known of it.
  await page.getByRole("button", { name: "修改 红色宣讲队" }).press("Enter");
  const drawer = page.getByRole("dialog", { name: "修改团队" });
  await expect(drawer.getByLabel("类别").locator("option:checked")).toHaveText("　　红色宣传");
  await drawer.getByLabel("负责人").pressSequentially("玉罕", { delay: 60 });
  await drawer.getByLabel("联系电话").fill("0691-2123456");
  await drawer.getByLabel("成立时间").fill("不知道");
  await drawer.getByRole("button", { name: "保存" }).click();
  await expect(drawer.getByText("请从相符的人里选一位。")).toBeVisible();
  await drawer.getByLabel("负责人").focus();
  await page.keyboard.press("Enter");
  await expect(drawer.getByText(/男 · \d+岁/)).toBeVisible();
  await drawer.getByRole("button", { name: "保存" }).click();
  await expect(drawer.getByText("成立时间看不懂")).toBeVisible();
  await drawer.getByLabel("成立时间").fill("2006.7");
  await accessible(page);
  await drawer.getByRole("button", { name: "保存" }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("row", { name: /红色宣讲队/ })).toContainText("红色宣传玉罕正常1");
  await accessible(page);

  await page.getByRole("link", { name: "红色宣讲队", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "红色宣讲队" })).toBeVisible();
  await expect(page.getByText("志愿服务队 · 红色宣传")).toBeVisible();
  await expect(page.getByText("2006-07")).toBeVisible();
  await expect(page.getByText("共 1 人")).toBeVisible();
  const rows = page.getByRole("tabpanel").locator("tbody tr");

  // Who leads it joins, and another after them.
  await page.getByRole("button", { name: "加入成员" }).press("Enter");
  await expect(page.getByLabel("人员", { exact: true })).toBeFocused();
  await page.keyboard.type("玉罕", { delay: 60 });
  await page.keyboard.press("Enter");
  await page.getByLabel("职务", { exact: true }).fill("队长");
  await page.keyboard.press("Tab");
  await page.keyboard.type(dayFrom(-10));
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "玉罕 已加入" })).toBeVisible();
  await expect(rows.first()).toContainText("玉罕");
  await expect(rows.first()).toContainText(`队长${dayFrom(-10)}`);
  await expect(page.getByLabel("人员", { exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "加入成员" })).toBeFocused();

  await page.getByRole("button", { name: "岩温罕 的职务" }).press("Enter");
  await page.keyboard.type("联络员");
  await page.keyboard.press("Enter");
  await expect(rows.filter({ hasText: "岩温罕" }).first()).toContainText("联络员");
  await expect(page.getByRole("button", { name: "岩温罕 的职务" })).toBeFocused();
  await page.getByRole("button", { name: "岩温罕 离开" }).press("Enter");
  await page.keyboard.type(dayFrom(-200));
  await page.keyboard.press("Enter");
  await expect(page.getByText("离开的日期早于加入的日期")).toBeVisible();
  await accessible(page);
  await page.getByLabel("从哪天起离开").fill("");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "岩温罕 已离开" })).toBeVisible();
  await expect(page.getByText("共 1 人")).toBeVisible();
  await page.getByText("以前的成员 2 人").click();
  await expect(page.getByRole("listitem").filter({ hasText: "刀建国" })).toContainText(`${dayFrom(-100)} 至 ${dayFrom(-20)}`);
  await accessible(page);

  // As it was, to be looked at only.
  await page.getByLabel("截至").fill(dayFrom(-50));
  await page.keyboard.press("Enter");
  await expect(page.getByText("共 2 人")).toBeVisible();
  await expect(page.getByRole("button", { name: "加入成员" })).toBeHidden();
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+p");
  await expect(page.getByRole("heading", { name: "红色宣讲队成员名单", includeHidden: true })).toHaveCount(1);
  await expect(page.locator(".paper")).toContainText(`截至 ${dayFrom(-50)}`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出" }).click()]);
  expect(download.suggestedFilename()).toContain("红色宣讲队成员名单");
  await expect(page.getByText("已导出 2 人")).toBeVisible();
  await page.getByRole("tab", { name: "台账" }).click();
  await expect(page.getByText("党史宣讲")).toBeVisible();
  await accessible(page);

  // It ends, on a day that is told and cannot be to come.
  await page.getByRole("button", { name: "修改", exact: true }).press("Enter");
  const ends = page.getByRole("dialog", { name: "修改团队" });
  await expect(ends.getByLabel("停止时间")).toHaveCount(0);
  await ends.getByLabel("停止活动").check();
  await expect(ends.getByText("不填按今天")).toBeVisible();
  await ends.getByLabel("停止时间").fill(dayFrom(30));
  await page.keyboard.press("Enter");
  await expect(ends.getByText("停止时间还没有到")).toBeVisible();
  await accessible(page);
  await ends.getByLabel("停止时间").fill("2025.6");
  await page.keyboard.press("Enter");
  await expect(ends).toBeHidden();
  await expect(page.getByText("已停止活动")).toBeVisible();
  await expect(page.getByText("2025-06")).toBeVisible();
  await accessible(page);

  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await page.getByRole("tab", { name: "成员" }).click();
  await page.getByRole("button", { name: "今天", exact: true }).click();
  await accessible(page);
  expect(await beyond(page)).toBe(0);
  await page.getByRole("link", { name: "全部团队" }).click();
  await expect(page.getByRole("tab", { name: "社团与团队" })).toHaveAttribute("aria-selected", "true");
  await accessible(page);
  expect(await beyond(page)).toBe(0);
});

test("the tree of kinds is the centre's own below the six at the top; who may only look has no way to write", async ({ page, centre, logIn, accessible }) => {
  const team = (await centre.call("team.save", { name: "义诊队", kind: "义诊咨询", ended: false })).id;
  await centre.call("operator.add", { name: "统计小王", password: "tongji-2026", role: "report" });
  await logIn();
  await page.goto(`${centre.url}/#/organizations?tab=teams`);
  await page.getByRole("link", { name: "团队类别" }).click();
  const names = page.getByRole("list", { name: "团队类别" }).getByRole("listitem");
  await expect(names).toHaveCount(25);
  await accessible(page);

  // A new one, one of a name that is taken, and one that has teams.
  await page.getByRole("button", { name: "在 社团 下面加一类" }).press("Enter");
  await page.keyboard.insertText("专业帮扶");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("这个类别已经有了。");
  await accessible(page);
  await page.getByLabel("第 2 行类别").fill("书画社");
  await page.getByRole("button", { name: "在 书画社 下面加一类" }).press("Enter");
  await page.keyboard.insertText("篆刻");
  await page.getByRole("button", { name: "篆刻 升一级" }).press("Enter");
  await expect(page.getByRole("button", { name: "篆刻 升一级" })).toBeDisabled();
  await page.getByRole("button", { name: "篆刻 降一级" }).press("Enter");
  await page.getByRole("button", { name: "去掉 义诊咨询" }).press("Enter");
  await page.getByRole("button", { name: "保存" }).press("Enter");
  await expect(page.getByRole("alert")).toContainText("“义诊咨询”类别里还有团队，不能去掉");
  await accessible(page);
  await centre.call("team.save", { id: team, name: "义诊队", kind: "专业帮扶", ended: false });
  await page.getByRole("button", { name: "保存" }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  const { kinds } = await centre.call("team.kinds", null);
  expect(kinds.filter(({ name }) => ["书画社", "篆刻", "义诊咨询"].includes(name))).toEqual([{ name: "书画社", parent: "社团" }, { name: "篆刻", parent: "书画社" }]);
  await page.evaluate(() => (document.documentElement.dataset.scale = "200"));
  await accessible(page);
  expect(await beyond(page)).toBe(0);
  await page.evaluate(() => delete document.documentElement.dataset.scale);

  await page.goto(`${centre.url}/#/organizations?tab=teams`);
  await page.getByRole("button", { name: "新增团队" }).click();
  await page.getByLabel("名称", { exact: true }).fill("金石社");
  await page.getByLabel("类别").selectOption("篆刻");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("rowheader", { name: "社团 1 个" })).toBeVisible();
  await expect(page.getByRole("row", { name: /金石社/ })).toContainText("篆刻");
  await page.keyboard.press("Control+l");

  await logIn({ operator: "统计小王", password: "tongji-2026" });
  await page.goto(`${centre.url}/#/teams/${team}`);
  await expect(page.getByText("志愿服务队 · 专业帮扶")).toBeVisible();
  await expect(page.getByText("这一天没有成员。")).toBeVisible();
  await expect(page.getByRole("button", { name: /修改|加入/ })).toBeHidden();
  await accessible(page);
});

test("a team plans its events on its page, and they are found by who holds them", async ({ page, centre, logIn, accessible }) => {
  const team = (await centre.call("team.save", { name: "夕阳红合唱团", kind: "社团", ended: false })).id;
  const other = await centre.addPerson({ name: "玉罕", sex: "女", birth: "1949-03" });
  const at = { kind: "文体活动", day: dayFrom(0), from: "0900", to: "1100", cancelled: false };
  await centre.call("event.save", { ...at, name: "党史宣讲", lecturer: other });
  await logIn();
  await page.goto(`${centre.url}/#/teams/${team}`);
  await page.getByRole("tab", { name: "活动" }).click();
  await expect(page.getByText("还没有这个团队主办的活动")).toBeVisible();
  await page.getByRole("button", { name: "新建活动" }).press("Enter");
  await expect(page.getByRole("dialog").getByText("夕阳红合唱团")).toBeVisible();
  await page.getByLabel("活动名称").fill("合唱排练");
  await page.getByLabel("类别", { exact: true }).selectOption("文体活动");
  await page.getByLabel("日期", { exact: true }).fill(dayFrom(0));
  await page.getByLabel("开始时间").fill("1000");
  await page.getByLabel("结束时间").fill("1200");
  await accessible(page);
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/team-plan.png` });
  await page.getByLabel("活动名称").press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "合唱排练" })).toBeVisible();
  await expect(page.getByRole("link", { name: "夕阳红合唱团" })).toBeVisible();

  // Somebody who speaks elsewhere at that time is named.
  await page.getByLabel("报名的人").pressSequentially("玉罕", { delay: 60 });
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("people-clash")).toContainText("玉罕（党史宣讲）");
  await accessible(page);
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/team-clash.png` });

  await page.getByRole("link", { name: "夕阳红合唱团" }).click();
  await page.getByRole("tab", { name: "活动" }).click();
  await expect(page.getByRole("tabpanel").getByRole("listitem")).toHaveText(/合唱排练/);
  await accessible(page);
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/team-events.png` });
  await page.goto(`${centre.url}/#/events?view=list`);
  await page.getByLabel("按主办筛选").selectOption("夕阳红合唱团");
  await expect(page.getByRole("link", { name: /合唱排练/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /党史宣讲/ })).toBeHidden();
});
