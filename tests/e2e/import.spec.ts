import { writeFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./rig";

// A roster as clerks keep it: a title line, a header nobody knows, doubtful dates, a unit written in two ways, the
// same person twice, a dead man told in a bracket, a total at the end.
const ROSTER = `景洪市2026年离退休干部花名册
序号,姓名,性别,民族,出生年月,入党时间,原工作单位,职务,所在支部,联系电话,拿手好戏,备注
1,岩温罕,男,傣,1949.03,75.6,市供销社,主任,第一党支部,13887654021,下棋,享受副处待遇
2,李桂兰,女,汉,1944-05-12,1966.07,市供销社,教师,第一党支部,0691-2123456,唱歌,
3,刀建国（已故）,男,傣,1925.11,1949.1,景洪市供销社,副局长,第一党支部,,,
4,玉罕,女,傣,1951.02,,市水利局,科员,第二党支部,13988887777,跳舞,
5,召存明,男,傣,1947.08.19,1970.13,市水利局,科长,第二党支部,138876540211,书法,
6,杨秀英,女,汉,1949.12,1975.03,市水利局,医师,第二党支部,13700004402,,
7,杨秀英,女,汉,1949.12,1975.03,市水利局,医师,第二党支部,13700004402,,
合计,7人,,,,,,,,,,
`;

/** Goes with Tab, as a clerk without a mouse would. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  const there = () => target.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < 80 && !(await there()); steps += 1) await page.keyboard.press(key);
  await expect(target).toBeFocused();
}

async function write(name: string, words = ROSTER): Promise<string> {
  const path = test.info().outputPath(name);
  await writeFile(path, words);
  return path;
}

async function openImport(page: Page): Promise<void> {
  // Heard from the beginning: a key is faster than the browser learns that somebody listens for its dialog.
  page.on("filechooser", () => undefined);
  await tabTo(page, page.getByRole("link", { name: "导入", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "导入花名册" })).toBeVisible();
}

async function choose(page: Page, path: string): Promise<void> {
  await tabTo(page, page.getByRole("button", { name: "选择文件" }));
  const dialog = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await dialog).setFiles(path);
}

test("a messy roster goes from the file to a report and back with the keyboard alone", async ({ page, centre, logIn, accessible }) => {
  test.setTimeout(180_000);
  await centre.addPerson({ name: "玉罕", sex: "女", birth: "1951-02", unit: "市财政局" });
  await logIn();
  await openImport(page);
  await expect(page.getByText("还没有导入过。")).toBeVisible();
  await accessible(page);
  await choose(page, await write("花名册.csv"));

  // The heads: what nobody knows stands first; it is kept under its own name.
  const check = page.getByRole("button", { name: /核对内容/ });
  await expect(check).toBeFocused();
  await expect(page.getByText("有 1 列请看一眼")).toBeVisible();
  await accessible(page);
  const column = page.getByRole("combobox", { name: "更改“拿手好戏”的含义" });
  await tabTo(page, column, "Shift+Tab");
  await page.keyboard.type("自定义");
  await page.keyboard.press("Enter");
  await expect(page.getByText("各列都认得")).toBeVisible();
  await expect(page.getByRole("button", { name: "还原“拿手好戏”" })).toBeVisible();
  await tabTo(page, check);
  await page.keyboard.press("Enter");

  // A doubtful date: what it is, why, and one digit to settle it.
  const run = page.getByRole("button", { name: /^导入：/ });
  await expect(run).toHaveText(/新增 6 · 更新 0 · 跳过 1/);
  await accessible(page);
  await page.keyboard.press("F8");
  await expect(page.getByLabel(/第 5 行 入党时间：.*存疑/)).toBeFocused();
  await page.keyboard.press("Space");
  const question = page.getByRole("dialog", { name: "“1949.1”是什么时候？" });
  await expect(question).toBeVisible();
  await accessible(page);
  const october = question.getByRole("button", { name: /1949年10月/ });
  const digit = (await october.locator("kbd").innerText()).trim();
  await page.keyboard.press(digit);
  await expect(page.getByText("第 5 行入党时间改为 1949年10月")).toBeVisible();
  await expect(page.getByRole("cell", { name: /1949-10 由您改正，原 1949.1/ })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("已撤销：第 5 行入党时间改为 1949年10月")).toBeVisible();
  await expect(page.getByRole("cell", { name: /由您改正/ })).toBeHidden();
  await page.keyboard.press("Space");
  await page.keyboard.press(digit);
  await expect(page.getByRole("cell", { name: /1949-10 由您改正/ })).toBeVisible();

  // Typing takes the place of what was read; codes are completed.
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByLabel(/第 5 行 民族：傣族/)).toBeFocused();
  await page.keyboard.insertText("哈");
  await page.keyboard.press("Enter");
  await expect(page.getByText("第 5 行民族改为 哈尼族")).toBeVisible();
  await expect(page.getByLabel(/第 5 行 民族：哈尼族/)).toBeFocused();

  // A suspect: the card leads to it, the row stands beside whom it may be, a digit decides.
  await tabTo(page, page.getByRole("button", { name: "1 疑似同一人" }), "Shift+Tab");
  await page.keyboard.press("Space");
  const panel = page.getByRole("complementary", { name: "这一行" });
  await expect(panel).toContainText("市财政局");
  await expect(page.getByLabel("第 6 行 判定：疑似同一人")).toBeFocused();
  await accessible(page);
  await page.keyboard.press("1");
  await expect(page.getByText("第 6 行：是同一人")).toBeVisible();
  await expect(run).toHaveText(/新增 5 · 更新 1 · 跳过 1/);
  await tabTo(page, page.getByRole("button", { name: "0 疑似同一人" }), "Shift+Tab");
  await page.keyboard.press("Space");

  // A unit written in two ways becomes one.
  await tabTo(page, page.getByRole("button", { name: /整理写法/ }));
  await page.keyboard.press("Enter");
  const cleaning = page.getByRole("dialog", { name: "整理写法" });
  await expect(cleaning).toContainText("还有 1 组");
  await accessible(page);
  await tabTo(page, cleaning.getByRole("radio", { name: /景洪市供销社/ }));
  await page.keyboard.press("Enter");
  await expect(cleaning).toContainText("没有需要统一的");
  await page.keyboard.press("Escape");
  await expect(cleaning).toBeHidden();
  await expect(page.getByText("统一写成“景洪市供销社”")).toBeVisible();

  // The problems lead to their cells.
  await tabTo(page, page.getByRole("button", { name: /^需要留意/ }));
  await page.keyboard.press("Enter");
  const problems = page.getByRole("dialog", { name: /^需要留意/ });
  await accessible(page);
  await tabTo(page, problems.getByRole("button", { name: /第 7 行 J 列/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(/第 7 行 联系电话/)).toBeFocused();
  await page.keyboard.type("13887654021");
  await page.keyboard.press("Enter");
  await expect(page.getByText("第 7 行联系电话改为 13887654021")).toBeVisible();

  await tabTo(page, run);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "导入完成" })).toBeVisible();
  await accessible(page);

  // What was decided is what was stored, each with where it comes from.
  const people = (await centre.call("person.list", { filter: {}, sort: "name", offset: 0, limit: 100 })).rows;
  expect(people.map((person) => person.name).sort()).toEqual(["刀建国", "召存明", "岩温罕", "李桂兰", "杨秀英", "玉罕"].sort());
  const dao = await centre.call("person.get", { id: people.find((person) => person.name === "刀建国")!.id });
  expect(dao.facts).toMatchObject({ party_join: "1949-10", ethnicity: "哈尼族", unit: "景洪市供销社", state: "去世" });
  expect(dao.sources.party_join).toMatchObject({ file: "花名册.csv", cell: "F5" });

  await tabTo(page, page.getByRole("button", { name: "撤销这次导入" }));
  await page.keyboard.press("Enter");
  const ask = page.getByRole("dialog", { name: "撤销这次导入" });
  await tabTo(page, ask.getByRole("button", { name: "撤销", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "已撤销这次导入" })).toBeVisible();
  expect((await centre.call("person.list", { filter: {}, sort: "name", offset: 0, limit: 100 })).rows.map((person) => person.name)).toEqual(["玉罕"]);
});

test("next year's headers are said before anything is read by the old mapping", async ({ page, logIn, centre, accessible }) => {
  test.setTimeout(120_000);
  await centre.call("centre.get", null);
  await logIn();
  await openImport(page);
  await choose(page, await write("2025.csv"));
  await page.getByRole("combobox", { name: "更改“拿手好戏”的含义" }).click();
  await page.getByRole("option", { name: "并入备注" }).click();
  await expect(page.getByText("各列都认得")).toBeVisible();
  await page.getByRole("button", { name: /核对内容/ }).click();
  await page.getByRole("button", { name: /^导入：/ }).click();
  await expect(page.getByRole("heading", { name: "导入完成" })).toBeVisible();

  await page.getByRole("link", { name: "再导入一份" }).click();
  await choose(page, await write("2026.csv", ROSTER.replace("职务,", "健身卡,")));
  await expect(page.getByText(/像 \d{4}-\d\d-\d\d 导入的《2025.csv》，但表头有变化/)).toBeVisible();
  await expect(page.getByText("新增：健身卡")).toBeVisible();
  await expect(page.getByText("没有了：职务")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "沿用上次的对应" }).click();
  await expect(page.getByText("已按上次您指定的 1 列对应。")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("上次您指定过 1 列，这次还没有照用。")).toBeVisible();

  await page.getByRole("button", { name: "换一个文件" }).click();
  await choose(page, await write("2025.csv"));
  await expect(page.getByText(/和 \d{4}-\d\d-\d\d 导入的《2025.csv》表头相同/)).toBeVisible();
  await expect(page.getByText("已按上次您指定的 1 列对应。")).toBeVisible();
});

test("two files are planned as one, a table is left out and taken back, a header row is told", async ({ page, logIn, centre, accessible }) => {
  test.setTimeout(120_000);
  await centre.call("centre.get", null);
  await logIn();
  await openImport(page);
  await choose(page, await write("甲.csv"));
  await expect(page.getByText("人员 7 行")).toBeVisible();
  const dialog = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "再加一份名册" }).click();
  await (await dialog).setFiles(await write("乙.csv", "说明\n名字,男女,生年\n波香,男,1950.05\n"));
  const tables = page.getByRole("navigation", { name: "各张表" });
  await expect(tables).toContainText("甲.csv");
  await tables.getByRole("button").nth(1).click();
  await accessible(page);

  await page.getByRole("button", { name: "改表头行" }).click();
  const rows = page.getByRole("dialog", { name: "表头在哪几行？" });
  await rows.getByLabel("首行").fill("9");
  await rows.getByLabel("末行").fill("2");
  await page.keyboard.press("Enter");
  await expect(rows.getByRole("alert")).toContainText("表头请写首行和末行");
  await rows.getByLabel("首行").fill("2");
  await page.keyboard.press("Enter");
  await expect(rows).toBeHidden();
  await expect(page.getByRole("combobox", { name: /更改“名字”的含义/ })).toBeVisible();

  await tables.getByRole("button").first().click();
  await page.getByRole("button", { name: "不导入这张表" }).click();
  await expect(page.getByText("由您指定不导入")).toBeVisible();
  await page.getByRole("button", { name: "仍要导入这张表" }).click();
  await expect(page.getByText("人员 7 行").last()).toBeVisible();
});

test("what is decided for many rows is taken back at once, and survives a look elsewhere", async ({ page, logIn, centre, accessible }) => {
  test.setTimeout(120_000);
  await centre.call("centre.get", null);
  await logIn();
  await openImport(page);
  await choose(page, await write("花名册.csv"));
  await expect(page.getByRole("button", { name: /核对内容/ })).toBeFocused();
  await page.keyboard.press("Enter");
  const run = page.getByRole("button", { name: /^导入：/ });
  await expect(run).toHaveText(/新增 6/);
  await expect(page.getByLabel(/第 3 行 姓名：岩温罕/)).toBeFocused();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByRole("button", { name: "成批处理" }).click();
  await accessible(page);
  await page.getByRole("menuitem", { name: "选中的 3 行不导入" }).click();
  await expect(run).toHaveText(/新增 3/);
  await expect(page.getByText("3 行：您指定不导入")).toBeVisible();

  await page.getByRole("link", { name: "人员" }).click();
  await expect(page.getByRole("heading", { name: "人员", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "导入", exact: true }).click();
  await expect(run).toHaveText(/新增 3/);
  await page.keyboard.press("Control+z");
  await expect(run).toHaveText(/新增 6/);

  await page.getByLabel("已登记的人").selectOption("空白才补");
  await page.getByRole("button", { name: "按项目设置" }).click();
  await page.getByLabel("入党时间", { exact: true }).selectOption("保持不变");
  await accessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "关闭" }).last().click();
  await expect(page.getByRole("button", { name: "按项目设置（1）" })).toBeVisible();
});

test("the papers: a blank roster, and what needs a hand as a workbook", async ({ page, logIn, centre }) => {
  await centre.call("centre.get", null);
  await logIn();
  await openImport(page);
  const template = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载空白模板" }).click();
  expect((await template).suggestedFilename()).toBe("花名册模板.xlsx");
  await expect(page.getByText(/空白模板已存为/)).toBeVisible();

  await choose(page, await write("花名册.csv"));
  await expect(page.getByRole("button", { name: /核对内容/ })).toBeFocused();
  await page.keyboard.press("Enter");
  const problems = page.waitForEvent("download");
  await page.getByRole("button", { name: "存为问题表" }).click();
  expect((await problems).suggestedFilename()).toBe("花名册-问题表.xlsx");
  await expect(page.getByText(/问题表已存为 花名册-问题表.xlsx/)).toBeVisible();
  await page.getByRole("button", { name: /^导入：/ }).click();
  await expect(page.getByRole("heading", { name: "导入完成" })).toBeVisible();
  const again = page.waitForEvent("download");
  await page.getByRole("button", { name: "存为问题表" }).click();
  const table = test.info().outputPath("花名册-问题表.xlsx");
  await (await again).saveAs(table);
  // Its rows say whose they are: read again, nobody is new.
  await openImport(page);
  await choose(page, table);
  await expect(page.getByRole("row", { name: /银辉编号/ })).toContainText("问题表自带的说明");
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/problems-again.png` });
  await page.getByRole("button", { name: /核对内容/ }).click();
  await expect(page.getByRole("button", { name: /^导入：/ })).toHaveText(/新增 0/);
  await logIn();
  await page.getByRole("link", { name: "导入", exact: true }).click();
  await page.getByRole("link", { name: "花名册.csv" }).click();
  await expect(page.getByText(/问题表只能在这次导入之后、锁定之前存/)).toBeVisible();
});
