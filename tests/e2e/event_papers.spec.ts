import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";

const AHEAD = 8 * 3_600_000;
const dayFrom = (days: number) => new Date(Date.now() + AHEAD + days * 86_400_000).toISOString().slice(0, 10);
const plain = (day: string) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
const figures = (page: Page) => page.getByTestId("event-figures");
const dialog = (page: Page) => page.getByRole("dialog");
const said = (page: Page, words: string) => expect(page.getByRole("status").filter({ hasText: words }).last()).toBeVisible();
const beyond = (page: Page) => page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth);
const scale = (page: Page, to: string | null) => page.evaluate((now) => (now ? (document.documentElement.dataset.scale = now) : delete document.documentElement.dataset.scale), to);

const PEOPLE = [
  { name: "白玉", sex: "女", birth: "1948-01" },
  { name: "丁一", sex: "男", birth: "1952-05" },
  { name: "李明", sex: "男", birth: "1955-06" },
] as const;

/** A talk of today with everybody registered; the first two have come. */
async function talk(centre: Program) {
  const people = [];
  for (const facts of PEOPLE) people.push(await centre.addPerson(facts));
  const event = { name: "形势报告会", kind: "讲坛讲座", day: dayFrom(0), from: "0000", to: "2359", venue: "报告厅", capacity: 40, cancelled: false };
  const { id } = await centre.call("event.save", event);
  await centre.call("event.register", { event: id, people });
  await centre.call("event.attend", { event: id, people: people.slice(0, 2) });
  return { id, people };
}

/** From the menu of less frequent acts. */
async function choose(page: Page, act: string) {
  await page.getByRole("button", { name: "更多" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: act }).press("Enter");
}

/** A picture a camera could have taken, drawn by the page. */
function picture(page: Page, width: number, height: number, type: "image/png" | "image/jpeg", colour: string) {
  return page.evaluate(
    ([w, h, as, fill]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: w, height: h });
      const pen = canvas.getContext("2d")!;
      pen.fillStyle = fill;
      pen.fillRect(0, 0, w, h);
      for (let i = 0; i < 4000; i += 1) {
        pen.fillStyle = `hsl(${(i * 37) % 360} 60% 50%)`;
        pen.fillRect((i * 7919) % w, (i * 104_729) % h, w / 40, h / 60);
      }
      return canvas.toDataURL(as, 0.95).split(",")[1] ?? "";
    },
    [width, height, type, colour] as const,
  );
}

test("a new event begins from a template, which is kept, written anew, taken away and put back", async ({ page, centre, logIn, accessible }) => {
  await logIn();
  await page.goto(`${centre.url}/#/events`);
  await expect(page.getByRole("link", { name: "今日看板" })).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByLabel("活动名称")).toBeFocused();
  await expect(page.getByLabel("活动模板")).toBeDisabled();
  await expect(page.getByText("经常办的活动可以存成模板")).toBeVisible();
  await page.keyboard.insertText("周四讲坛");
  await page.getByRole("button", { name: "存为模板" }).press("Enter");
  await expect(dialog(page).getByRole("alert")).toContainText("请选择类别");
  await page.getByLabel("类别", { exact: true }).selectOption("讲坛讲座");
  await page.getByLabel("开始时间").fill("900");
  await page.getByLabel("结束时间").fill("1100");
  await page.getByLabel("地点").fill("报告厅");
  await page.getByLabel("人数上限").fill("很多");
  await page.getByRole("button", { name: "存为模板" }).press("Enter");
  await expect(dialog(page).getByText("人数上限请只填数字")).toBeVisible();
  await page.getByLabel("人数上限").fill("60");
  await page.getByRole("button", { name: /^更多/ }).press("Enter");
  await page.getByLabel("品牌", { exact: true }).fill("银潮之声");
  await page.getByRole("button", { name: "存为模板" }).press("Enter");
  await said(page, "已存为模板：周四讲坛");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();

  await page.keyboard.press("n");
  await expect(page.getByLabel("活动名称")).toHaveValue("");
  await expect(page.getByLabel("品牌", { exact: true })).toBeHidden();
  await page.getByLabel("活动模板").selectOption("周四讲坛");
  await expect(page.getByLabel("活动名称")).toHaveValue("周四讲坛");
  await expect(page.getByLabel("开始时间")).toHaveValue("09:00");
  await expect(page.getByLabel("人数上限")).toHaveValue("60");
  await expect(page.getByLabel("品牌", { exact: true })).toHaveValue("银潮之声");
  await page.getByLabel("地点").fill("一楼大厅");
  await page.getByRole("button", { name: "存为模板" }).press("Enter");
  await said(page, "模板已更新：周四讲坛");
  await page.getByRole("button", { name: "移除模板 周四讲坛" }).press("Enter");
  await said(page, "已移除模板：周四讲坛");
  expect((await centre.call("event.templates", null)).templates).toEqual([]);
  await accessible(page);
  await expect(page.getByRole("button", { name: "撤销 Ctrl Z" })).toBeFocused();
  await page.keyboard.press("Control+z");
  await said(page, "已恢复模板：周四讲坛");
  await expect(page.getByLabel("活动模板")).toBeFocused();
  expect((await centre.call("event.templates", null)).templates).toMatchObject([{ name: "周四讲坛", venue: "一楼大厅", capacity: 60, from: "09:00" }]);
  await scale(page, "200");
  await accessible(page);
  await scale(page, null);
  await page.getByLabel("日期", { exact: true }).fill(dayFrom(7));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "周四讲坛" })).toBeVisible();
  await expect(page.getByText("一楼大厅")).toBeVisible();
});

test("an event is held again on another day with its people, and who does not come along is named", async ({ page, centre, logIn, accessible }) => {
  const { id, people } = await talk(centre);
  await centre.call("person.change_state", { id: people[2] ?? "", state: "转出", since: dayFrom(-1) });
  await logIn();
  await page.goto(`${centre.url}/#/events/${id}`);
  await expect(figures(page)).toContainText("应到3");
  await choose(page, "照此再办");
  await expect(page.getByLabel("新的日期")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toContainText("日期看不懂");
  await accessible(page);
  await page.keyboard.type(dayFrom(0).replaceAll("-", ""));
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert")).toContainText("新的日期和原来的一样");
  await expect(page.getByLabel("报名的 3 人一起带过去")).toBeChecked();
  await page.getByLabel("新的日期").fill(dayFrom(7).replaceAll("-", ""));
  await page.keyboard.press("Enter");
  await said(page, "已照原样新建，带来报名 2 人；没有带来：李明（已去世、转出或失联）");
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(figures(page)).toContainText("实到0应到2");
  await expect(page.getByText("报告厅")).toBeVisible();
  await accessible(page);
});

test("those who came are given a certificate, in words the administrator sets; only what was asked for is printed", async ({ page, centre, logIn, accessible }) => {
  const { id } = await talk(centre);
  await logIn();
  await page.goto(`${centre.url}/#/events/${id}`);
  await page.evaluate(() => (window.print = () => undefined));
  await expect(figures(page)).toContainText("实到2");
  await page.keyboard.press("Control+p");
  await expect(page.locator(".paper h1")).toHaveText("形势报告会 签到表");

  await choose(page, "参加证明");
  await expect(page.getByRole("button", { name: "打印 2 张" })).toBeFocused();
  const look = page.getByRole("region", { name: "样子" });
  await expect(look).toContainText(`白玉同志于${plain(dayFrom(0))}参加由景洪市离退休干部党群服务中心举办的“形势报告会”（讲坛讲座）。特此证明。`);
  await expect(dialog(page).getByRole("checkbox")).toHaveCount(2);
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(page.locator(".paper .certificate")).toHaveCount(2);
  await expect(page.locator(".paper h1"), "the sheet to sign is not printed with them").toHaveCount(0);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".paper .certificate").first()).toBeVisible();
  const over = await page.evaluate(() => [...document.querySelectorAll(".paper .sheet")].some((sheet) => sheet.scrollHeight > sheet.clientHeight + 1));
  expect(over).toBe(false);
  await page.emulateMedia({ media: null });

  await page.getByRole("button", { name: "全不选" }).press("Enter");
  await expect(page.getByRole("button", { name: "打印 0 张" })).toBeDisabled();
  await page.getByLabel(/^丁一/).press(" ");
  await expect(look).toContainText("丁一同志");
  await page.getByRole("button", { name: "修改证明文字" }).press("Enter");
  await page.getByLabel("证明标题").fill("结业证明");
  await page.getByLabel("证明内容").fill("学完“{活动}”。");
  await page.getByLabel("证明内容").press("Control+Enter");
  await expect(dialog(page).getByRole("alert")).toContainText("证明内容里要有 {姓名}");
  await page.getByLabel("证明内容").fill("{姓名}同志在{地点}学完“{活动}”。");
  await expect(dialog(page).getByRole("alert")).toBeHidden();
  await page.getByLabel("落款单位").fill("景洪市老年大学");
  await expect(look).toContainText("丁一同志在报告厅学完“形势报告会”。");
  await accessible(page);
  await page.getByLabel("落款单位").press("Enter");
  await said(page, "证明文字已保存");
  await page.getByRole("button", { name: "打印 1 张" }).press("Enter");
  await expect(page.locator(".paper .certificate")).toHaveText(`结业证明丁一同志在报告厅学完“形势报告会”。景洪市老年大学${plain(dayFrom(0))}`);
  await scale(page, "200");
  await accessible(page);
  await scale(page, null);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press("Control+p");
  await expect(page.locator(".paper h1")).toHaveText("形势报告会 签到表");
  await expect(page.locator(".paper .certificate")).toHaveCount(0);
});

test("photos are made small, seen large, saved, removed and put back; a document goes as it is", async ({ page, centre, logIn, accessible }) => {
  const { id } = await talk(centre);
  await logIn();
  page.on("filechooser", () => undefined);
  await page.goto(`${centre.url}/#/events/${id}`);
  await page.getByRole("button", { name: "附件", exact: true }).press("Enter");
  const part = page.getByRole("region", { name: "附件与照片" });
  await expect(part.getByText("还没有附件")).toBeVisible();
  await expect(part.getByRole("button", { name: "添加照片" })).toBeFocused();

  const large = Buffer.from(await picture(page, 3000, 2250, "image/jpeg", "#7d8f69"), "base64");
  const small = Buffer.from(await picture(page, 640, 480, "image/png", "#a23b2a"), "base64");
  // Asked for before axe opens a page of its own: a browser opens a file only for the page in front.
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await choosing).setFiles([
    { name: "合影.JPG", mimeType: "image/jpeg", buffer: large },
    { name: "会场.png", mimeType: "image/png", buffer: small },
    { name: "坏的.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") },
  ]);
  await said(page, "已添加 2 份");
  await expect(part.getByRole("alert")).toHaveText("坏的.jpg：这张照片读不了，请先存成 JPG 再添加。");
  await expect(part.getByRole("list", { name: "照片" }).getByRole("listitem")).toHaveCount(2);
  const kept = await centre.call("attachment.list", { event: id });
  expect(kept.map(({ name, photo }) => [name, photo])).toEqual([["合影.JPG", true], ["会场.jpg", true]]);
  expect(kept.every(({ size }) => size <= 1 << 20)).toBe(true);
  const chooser = page.waitForEvent("filechooser");
  await part.getByRole("button", { name: "添加文件" }).press("Enter");
  await (await chooser).setFiles({ name: "讲稿.docx", mimeType: "application/octet-stream", buffer: Buffer.alloc(40_000, 7) });
  await expect(part.getByRole("list", { name: "文件" })).toContainText("讲稿.docx39 KB");
  await expect(part.locator("img").first()).toBeVisible();
  await accessible(page);

  await part.getByRole("button", { name: "看大图 合影.JPG" }).press("Enter");
  const view = page.getByRole("dialog", { name: "合影.JPG" });
  await expect(view.getByRole("img", { name: "合影.JPG" })).toBeVisible();
  await expect(view.locator(".view")).toBeFocused();
  expect(await view.locator("img").evaluate((shown: HTMLImageElement) => [shown.naturalWidth, shown.naturalHeight])).toEqual([2000, 1500]);
  await accessible(page);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("img", { name: "会场.jpg" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("img", { name: "会场.jpg" })).toBeHidden();

  const file = page.waitForEvent("download");
  await part.getByRole("button", { name: "另存 讲稿.docx" }).press("Enter");
  expect((await file).suggestedFilename()).toBe("讲稿.docx");
  await said(page, "已另存：讲稿.docx");
  await part.getByRole("button", { name: "移除 讲稿.docx" }).press("Enter");
  await said(page, "已移除：讲稿.docx");
  await expect(part.getByRole("button", { name: "撤销 Ctrl Z" })).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Control+z");
  await said(page, "已恢复：讲稿.docx");
  expect(await centre.call("attachment.list", { event: id })).toHaveLength(3);
  await part.getByRole("button", { name: "看大图 会场.jpg" }).press("Delete");
  await said(page, "已移除：会场.jpg");
  expect(await centre.call("attachment.list", { event: id })).toHaveLength(2);
  await scale(page, "200");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "附件 2" })).toBeVisible();
  await accessible(page);
  expect(await beyond(page)).toBe(0);
});

test("the front desk puts a photo or a document it took off back; who may only look sees no acts", async ({ page, centre, logIn, accessible }) => {
  const { id } = await talk(centre);
  await centre.call("operator.add", { name: "前台小李", role: "desk", password: "yinhui-2026" });
  await centre.call("operator.add", { name: "李新", role: "view", password: "yinhui-2026" });
  const line = await centre.call("ledger.save", { ledger: "care_visit", day: dayFrom(-1), person: (await centre.call("event.get", { id })).roster[0]?.person ?? "", facts: { type: "日常走访" } });
  await logIn({ operator: "前台小李", password: "yinhui-2026" });
  const jpeg = await picture(page, 400, 300, "image/jpeg", "#7d8f69");
  await centre.call("attachment.add", { holder: { event: id }, name: "合影.jpg", jpeg });
  await page.goto(`${centre.url}/#/events/${id}`);
  await page.getByRole("button", { name: "附件 1" }).press("Enter");
  const part = page.getByRole("region", { name: "附件与照片" });
  await part.getByRole("button", { name: "看大图 合影.jpg" }).press("Delete");
  await said(page, "已移除：合影.jpg");
  await page.keyboard.press("Control+z");
  await said(page, "已恢复：合影.jpg");
  expect(await centre.call("attachment.list", { event: id })).toMatchObject([{ name: "合影.jpg", photo: true }]);
  const chooser = page.waitForEvent("filechooser");
  await part.getByRole("button", { name: "添加文件" }).press("Enter");
  await (await chooser).setFiles({ name: "通知.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(3_000_000, 7) });
  await expect(part.getByRole("list", { name: "文件" })).toContainText("通知.pdf2.9 MB");
  await part.getByRole("button", { name: "移除 通知.pdf" }).press("Enter");
  await said(page, "已移除：通知.pdf");
  await page.keyboard.press("Control+z");
  await said(page, "已恢复：通知.pdf");
  await part.getByRole("button", { name: "移除 通知.pdf" }).press("Enter");
  await said(page, "已移除：通知.pdf");
  await page.keyboard.press("Escape");
  // The wording of certificates is the administrator's.
  await choose(page, "参加证明");
  await expect(page.getByRole("button", { name: "打印 2 张" })).toBeFocused();
  await expect(page.getByRole("button", { name: "修改证明文字" })).toBeHidden();
  await page.keyboard.press("Escape");

  // A line of a ledger has files too.
  await page.goto(`${centre.url}/#/services`);
  await page.getByRole("button", { name: `打开 ${line.day} 白玉` }).press("Enter");
  const choosing = page.waitForEvent("filechooser");
  await part.getByRole("button", { name: "添加照片" }).press("Enter");
  await (await choosing).setFiles({ name: "走访.jpg", mimeType: "image/jpeg", buffer: Buffer.from(jpeg, "base64") });
  await said(page, "已添加 1 份");
  await accessible(page);
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+l");
  await logIn({ operator: "李新", password: "yinhui-2026" });
  await page.goto(`${centre.url}/#/events/${id}`);
  await page.getByRole("button", { name: "附件 1" }).press("Enter");
  await expect(part.getByRole("button", { name: "看大图 合影.jpg" })).toBeVisible();
  await expect(part.getByRole("button", { name: /添加|移除|另存/ })).toHaveCount(0);
  await part.getByRole("button", { name: "看大图 合影.jpg" }).press("Enter");
  await expect(page.getByRole("img", { name: "合影.jpg" })).toBeVisible();
  await expect(page.getByRole("button", { name: "另存" })).toBeHidden();
  await accessible(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "更多" }).press("Enter");
  await expect(page.getByRole("menuitem", { name: "参加证明" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "照此再办" })).toBeHidden();
  await page.keyboard.press("Escape");
  await page.goto(`${centre.url}/#/services`);
  await page.getByRole("button", { name: `打开 ${line.day} 白玉` }).press("Enter");
  await expect(part.getByRole("button", { name: "看大图 走访.jpg" })).toBeVisible();
  await expect(part.getByRole("button", { name: /添加|移除|另存/ })).toHaveCount(0);
  await accessible(page);
});
