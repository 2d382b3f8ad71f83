import { expect, test } from "./rig";

const AHEAD = 8 * 3_600_000;
const dayFrom = (days: number) => new Date(Date.now() + AHEAD + days * 86_400_000).toISOString().slice(0, 10);
const typed = (day: string) => day.replaceAll("-", "");

test("a venue is made and booked by keyboard, a second booking over it is refused, a weekly one names the day it leaves out", async ({ page, centre, logIn, accessible }) => {
  await logIn();
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "服务" }).click();
  await page.getByRole("link", { name: "场地使用与预约" }).click();
  await expect(page.getByText("还没有场地")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "新增场地" }).click();
  const making = page.getByRole("dialog");
  await expect(making.getByLabel("场地名称")).toBeFocused();
  await page.keyboard.insertText("报告厅");
  await making.getByLabel("可容纳人数").fill("30");
  await making.getByLabel("周一开门").fill("0800");
  await making.getByLabel("周一关门").fill("0700");
  await page.keyboard.press("Enter");
  await expect(making.getByText("结束时间要晚于开始时间，请核对。")).toBeVisible();
  await making.getByLabel("周一关门").fill("2200");
  await making.getByRole("button", { name: "周二到周五同周一" }).click();
  await expect(making.getByLabel("周五关门")).toHaveValue("2200");
  for (const weekday of ["周六", "周日"]) {
    await making.getByLabel(`${weekday}开门`).fill("0800");
    await making.getByLabel(`${weekday}关门`).fill("2200");
  }
  await accessible(page);
  await making.getByRole("button", { name: "保存" }).click();
  await expect(making.getByText("已保存：报告厅")).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(making).toBeHidden();

  // Booked without the mouse.
  const day = dayFrom(7);
  await page.keyboard.press("n");
  const drawer = page.getByRole("dialog", { name: "预约场地" });
  await expect(drawer.getByLabel("场地", { exact: true })).toBeFocused();
  await drawer.getByLabel("日期").fill(typed(day));
  await drawer.getByLabel("开始时间").fill("0900");
  await drawer.getByLabel("结束时间").fill("1100");
  await drawer.getByLabel("用途").focus();
  await page.keyboard.insertText("合唱排练");
  await drawer.getByRole("radio", { name: "其他" }).check();
  await drawer.getByLabel("使用方名称").fill("景洪老年大学");
  await drawer.getByLabel("预计人数").fill("45");
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByText("已预约 1 次。")).toBeVisible();
  await expect(page.getByText("预计 45 人，报告厅只能容纳 30 人。")).toBeVisible();
  await expect(page.getByRole("button", { name: /合唱排练/ })).toContainText("09:00–11:00 · 报告厅");

  // What it would lie over is said in a sentence.
  await page.keyboard.press("n");
  await drawer.getByLabel("日期").fill(typed(day));
  await drawer.getByLabel("开始时间").fill("1000");
  await drawer.getByLabel("结束时间").fill("1200");
  await page.keyboard.press("Enter");
  await expect(drawer.getByText("请写明用途。")).toBeVisible();
  await expect(drawer.getByText("请写明由谁使用。")).toBeVisible();
  await drawer.getByLabel("用途").fill("书画交流");
  await drawer.getByRole("radio", { name: "其他" }).check();
  await drawer.getByLabel("使用方名称").fill("书画协会");
  await page.keyboard.press("Enter");
  await expect(drawer.getByText(`${day} 09:00–11:00 已有“合唱排练”，请换一个时间或场地。`)).toBeVisible();

  // Every week from today: the day that is taken is left out and named.
  await drawer.getByLabel("日期").fill(typed(dayFrom(0)));
  await drawer.getByLabel("每周重复到").fill(typed(dayFrom(14)));
  await page.keyboard.press("Enter");
  await expect(page.getByText("已预约 2 次。")).toBeVisible();
  await expect(page.getByText(/有 1 天场地已有安排，没有预约：/)).toBeVisible();
  await expect(page.getByText(/09:00–11:00 已有“合唱排练”/)).toBeVisible();
  await expect(page.getByRole("button", { name: /书画交流/ })).toHaveCount(1);
  await accessible(page);

  // This one and those after it are cancelled.
  await page.getByRole("button", { name: /书画交流/ }).click();
  const use = page.getByRole("dialog", { name: "场地使用" });
  await use.getByRole("button", { name: "取消预约" }).click();
  const asked = page.getByRole("dialog", { name: "取消预约" });
  await asked.getByLabel("这一次和以后的都取消").check();
  await asked.getByLabel("原因（可不填）").fill("场地维修");
  await accessible(page);
  await asked.getByRole("button", { name: "取消预约" }).click();
  await expect(page.getByText("已取消 2 次预约。")).toBeVisible();
  await expect(page.getByRole("button", { name: /书画交流/ })).toContainText("已取消");
  const { uses } = await centre.call("venue.uses", { from: dayFrom(0), to: dayFrom(20) });
  expect(uses.map((one) => [one.day, one.purpose, one.cancelled])).toEqual([[dayFrom(0), "书画交流", true], [day, "合唱排练", false], [dayFrom(14), "书画交流", true]]);
});

test("who came to a use is written down once it has begun, and counted; an event leads to its page", async ({ page, centre, logIn, accessible }) => {
  const today = dayFrom(0);
  const venue = (await centre.call("venue.save", { name: "舞蹈室", opens: [], office: false, ended: false })).id;
  const office = (await centre.call("venue.save", { name: "会议室", opens: [], office: true, ended: false })).id;
  await centre.call("venue.book", { venue, day: today, from: "00:00", to: "00:10", purpose: "民族舞", body: "社区舞蹈队", expected: 20 });
  await centre.call("venue.book", { venue: office, day: today, from: "00:00", to: "00:10", purpose: "工作例会", body: "本中心" });
  await centre.call("event.save", { name: "重阳座谈", kind: "会议", day: today, from: "0020", to: "0030", venue: "舞蹈室", cancelled: false });
  await logIn();
  await page.goto(`${centre.url}/#/venues`);
  await page.getByRole("button", { name: /民族舞/ }).click();
  const use = page.getByRole("dialog", { name: "场地使用" });
  await use.getByLabel("老干部").fill("十二");
  await page.keyboard.press("Enter");
  await expect(use.getByText("人数请只填数字。")).toBeVisible();
  await use.getByLabel("老干部").fill("12");
  await use.getByLabel("群众").fill("3");
  await page.keyboard.press("Enter");
  await expect(use.getByText("已登记 15 人")).toBeVisible();
  await accessible(page);

  // Changed from there.
  await use.getByRole("button", { name: "修改" }).click();
  const drawer = page.getByRole("dialog", { name: "修改预约" });
  await expect(drawer.getByLabel("使用方名称")).toHaveValue("社区舞蹈队");
  await drawer.getByLabel("用途").fill("傣族舞");
  await page.keyboard.press("Enter");
  await expect(page.getByText("预约已修改。")).toBeVisible();
  await expect(page.getByRole("button", { name: /傣族舞/ })).toContainText("预计 20 · 到 15");
  await expect(page.getByTestId("venue-sums")).toHaveText(/使用 2 次，受益 15 人次；另有中心自用办公 1 次，0 人次/);
  expect((await centre.call("checkin.day", { day: today })).anonymous).toBe(15);

  await page.getByLabel("只看一个场地").selectOption("会议室");
  await expect(page.getByRole("button", { name: /傣族舞/ })).toBeHidden();
  await expect(page.getByRole("button", { name: /工作例会/ })).toBeVisible();
  await page.getByLabel("只看一个场地").selectOption("全部场地");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出" }).click();
  await page.getByRole("menuitem", { name: /^这个月/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^场地使用登记表.*\.xlsx$/);
  await page.getByRole("button", { name: "下周" }).click();
  await expect(page.getByText("没有使用")).toHaveCount(7);
  await page.getByRole("button", { name: "今天", exact: true }).click();
  await page.getByRole("link", { name: /重阳座谈/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "重阳座谈" })).toBeVisible();
});
