import { expect, test } from "./rig";

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

test("a station says on which days somebody is there, and the board of the day names those of today", async ({ page, centre, logIn, accessible }) => {
  await centre.addPerson({ name: "岩温罕", sex: "男", birth: "1949-03" });
  await centre.call("ledger.save", { ledger: "station_post", day: "2020-01-05", until: "2021-01-05", facts: { station: "党支部书记工作室", duty_days: "每天" } });
  await logIn();
  await page.goto(`${centre.url}/#/services/station_post`);
  await expect(page.getByTestId("ledger-total")).toContainText("1 个");
  await page.keyboard.press("n");
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("负责人").pressSequentially("岩温罕", { delay: 60 });
  await page.keyboard.press("Enter");
  await drawer.getByLabel("站点", { exact: true }).fill("曼听初心驿站");
  await drawer.getByLabel("地点").fill("一楼大厅");
  await drawer.getByLabel("值班日").fill("看情况");
  await drawer.getByLabel("值班时间").fill("8:30—11:30");
  await drawer.getByLabel("值班人员").fill("岩温罕");
  await drawer.getByRole("button", { name: "保存 Enter" }).click();
  await expect(drawer.getByText("值班日请写成 周一至周五").first()).toBeVisible();
  await expect(drawer.getByLabel("值班日")).toBeFocused();
  await accessible(page);
  await drawer.getByLabel("值班日").fill("周一至周日");
  await drawer.getByRole("button", { name: "保存 Enter" }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("row", { name: /曼听初心驿站/ })).toContainText("周一、周二、周三、周四、周五、周六、周日");
  await accessible(page);
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/station.png` });

  await page.goto(`${centre.url}/#/events/board`);
  const duty = page.getByRole("region", { name: "今日值班" });
  await expect(duty.getByRole("listitem")).toHaveText(["曼听初心驿站一楼大厅 · 8:30—11:30岩温罕"]);
  await accessible(page);
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/board.png` });
  await centre.call("event.save", { name: "形势报告会", kind: "讲坛讲座", day: today(), from: "0000", to: "2359", cancelled: false });
  await expect(page.getByText("形势报告会")).toBeVisible();
});
