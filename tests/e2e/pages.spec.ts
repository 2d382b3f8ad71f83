import { expect, test } from "./rig";

const SECTIONS = ["中心", "操作员", "到馆用途", "备份", "操作日志", "恢复码", "字号", "关于"];

test("every page can be read by everybody, at every font size", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(180_000);
  await centre.importRoster();
  await logIn();
  for (const name of ["签到台", "人员", "党组织", "服务", "导入", "统计上报", "设置"]) {
    await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await accessible(page);
  }
  for (const name of SECTIONS) {
    await page.getByRole("navigation", { name: "设置" }).getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
    await accessible(page);
  }
  await page.getByRole("navigation", { name: "设置" }).getByRole("link", { name: "字号" }).click();
  await page.getByRole("button", { name: "200%" }).click();
  for (const name of ["签到台", "人员", "党组织", "服务", "导入", "统计上报", "设置"]) {
    await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const beyond = await page.evaluate(() => {
      const main = document.querySelector("main");
      return Math.max(document.documentElement.scrollWidth - window.innerWidth, main ? main.scrollWidth - main.clientWidth : 0);
    });
    expect(beyond, name).toBe(0);
  }
});

test("a button that cannot be pressed yet is readable, also under the pointer", async ({ page, centre, logIn }) => {
  await centre.call("centre.get", null);
  await logIn();
  await page.getByRole("link", { name: "设置" }).click();
  await page.getByRole("navigation", { name: "设置" }).getByRole("link", { name: "到馆用途" }).click();
  const add = page.getByRole("button", { name: "新增", exact: true });
  await expect(add).toBeDisabled();
  await add.hover({ force: true });
  const [ground, words] = await add.evaluate((button) => [getComputedStyle(button).backgroundColor, getComputedStyle(button).color]);
  expect([ground, words]).toEqual(["rgb(246, 244, 240)", "rgb(110, 102, 91)"]);
  const { height } = (await add.boundingBox())!;
  expect(height, "one line of words").toBeLessThan(50);
});

test("organizations and units are edited where they stand", async ({ page, centre, logIn, accessible }) => {
  await centre.importRoster();
  await logIn();
  await page.getByRole("link", { name: "党组织" }).click();
  await page.getByRole("button", { name: /^修改 财贸离退休党支部/ }).click();
  await page.getByLabel("构成").selectOption("混编");
  await accessible(page);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("row", { name: /财贸离退休党支部/ })).toContainText("混编");
  await page.getByRole("tab", { name: "原单位" }).click();
  await page.getByRole("button", { name: "新增单位" }).click();
  await page.getByLabel("名称", { exact: true }).fill("景洪市供销合作社联合社");
  await page.getByLabel("性质").selectOption("事业");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("row", { name: /景洪市供销合作社联合社/ })).toContainText("事业");
});

test("settings are saved, a backup is made and proved", async ({ page, centre, logIn }) => {
  await centre.call("centre.get", null);
  await logIn();
  await expect(page.getByText("尚未备份")).toBeVisible();
  await page.getByRole("link", { name: "设置" }).click();
  await page.getByLabel("中心名称").fill("勐海县离退休干部党群服务中心");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("banner")).toContainText("勐海县离退休干部党群服务中心");

  const menu = page.getByRole("navigation", { name: "设置" });
  await menu.getByRole("link", { name: "备份" }).click();
  await page.getByRole("button", { name: "立即备份" }).click();
  await expect(page.getByText("备份完成")).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("已备份");
  await page.getByRole("button", { name: "核验现有数据" }).click();
  await expect(page.getByText("核验通过")).toBeVisible();

  await menu.getByRole("link", { name: "到馆用途" }).click();
  await page.getByLabel("添加用途").fill("棋牌室");
  await page.keyboard.press("Enter");
  await expect(page.getByText("棋牌室")).toBeVisible();

  await menu.getByRole("link", { name: "操作员" }).click();
  await page.getByLabel("姓名").fill("前台小李");
  await page.getByLabel("初始密码").fill("qiantai-2026");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /前台小李/ })).toContainText("在用");
  await page.getByRole("button", { name: "停用 前台小李" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "停用" }).click();
  await expect(page.getByRole("row", { name: /前台小李/ })).toContainText("已停用");

  await menu.getByRole("link", { name: "操作日志" }).click();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
});
