import type { Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";
import { scan } from "./scanner";

const AHEAD = 8 * 3_600_000;
const today = () => new Date(Date.now() + AHEAD).toISOString().slice(0, 10);
const said = (page: Page, words: string) => expect(page.getByRole("status").filter({ hasText: words }).last()).toBeVisible();
const beyond = (page: Page) => page.evaluate(() => [...document.querySelectorAll(".paper .sheet")].some((sheet) => sheet.scrollHeight > sheet.clientHeight + 1));

/** What the code beside somebody's name says: the ends of two record ids and two digits to tell a misread one. */
function rowCode(event: string, person: string): string {
  const part = (id: string) => String(parseInt(id.slice(-8), 16)).padStart(10, "0");
  const body = `77${part(event)}${part(person)}`;
  return body + String(98n - ((BigInt(body) * 100n) % 97n)).padStart(2, "0");
}

async function talk(centre: Program, name: string) {
  const people = [];
  for (const [who, birth] of [["白玉", "1948-01"], ["丁一", "1952-05"], ["李明", "1955-06"]] as const) {
    people.push(await centre.addPerson({ name: who, sex: "男", birth, branch: "财贸离退休党支部" }));
  }
  const { id } = await centre.call("event.save", { name, kind: "讲坛讲座", day: today(), from: "0000", to: "2359", cancelled: false });
  await centre.call("event.register", { event: id, people });
  return { id, people };
}

test("the list to sign is printed with photos and codes, and the rows that were signed are scanned from it", async ({ page, centre, logIn, accessible }) => {
  const { id, people } = await talk(centre, "形势报告会");
  const other = await centre.call("event.save", { name: "宪法宣讲", kind: "讲坛讲座", day: today(), from: "0000", to: "2359", cancelled: false });
  await logIn();
  const jpeg = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 400 });
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "#7d8f69";
    pen.fillRect(0, 0, 300, 400);
    pen.fillStyle = "#e8cba8";
    pen.arc(150, 160, 80, 0, 7);
    pen.fill();
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1] ?? "";
  });
  for (const person of people.slice(0, 2)) await centre.call("photo.save", { person, jpeg });
  await page.goto(`${centre.url}/#/events/${id}`);
  await page.evaluate(() => (window.print = () => undefined));
  await expect(page.getByTestId("event-figures")).toContainText("应到3");
  await page.keyboard.press("Control+p");
  await expect(page.locator(".paper th")).toHaveText(["序号", "姓名", "支部或单位", "签名", "备注"]);

  await page.getByRole("button", { name: "更多" }).press("Enter");
  await page.getByRole("menuitem", { name: "签到表加照片、签到码" }).press("Enter");
  await expect(page.getByLabel("每人附照片")).toBeFocused();
  await accessible(page);
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/sign-dialog.png` });
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Control+p");
  await expect(page.locator(".paper th"), "what was not kept is not there").toHaveCount(5);
  await page.getByRole("button", { name: "更多" }).press("Enter");
  await page.getByRole("menuitem", { name: "签到表加照片、签到码" }).press("Enter");
  await expect(page.getByLabel("每人附照片")).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await said(page, "已保存，打印");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Control+p");
  await expect(page.locator(".paper th")).toHaveText(["序号", "照片", "签到码", "姓名", "支部或单位", "签名", "备注"]);
  await expect(page.locator(".paper img")).toHaveCount(2);
  await expect(page.locator(".paper svg")).toHaveCount(3);
  await page.emulateMedia({ media: "print" });
  expect(await beyond(page)).toBe(false);
  if (process.env.YINHUI_LOOK) await page.screenshot({ path: `${process.env.YINHUI_LOOK}/sign.png`, fullPage: true });
  await page.emulateMedia({ media: null });

  // The scanner goes through the rows; one that is scanned again, and one of another list, do no harm.
  await page.getByLabel("报名的人").focus();
  await scan(page, rowCode(id, people[0] ?? ""));
  await said(page, "白玉");
  await expect(page.getByTestId("event-figures")).toContainText("实到1");
  await scan(page, rowCode(id, people[0] ?? ""));
  await said(page, "白玉 已登记到场");
  // The next one comes in while the one before it is still looked up.
  let answer: () => void = () => undefined;
  const held = new Promise<void>((go) => (answer = go));
  const slow = rowCode(id, people[0] ?? "");
  await page.route("**/rpc", async (route) => {
    if (route.request().postData()?.includes(slow)) await held;
    await route.continue();
  });
  await scan(page, slow);
  const next = rowCode(id, people[1] ?? "");
  await page.keyboard.type(next.slice(0, 12));
  const marked = page.waitForResponse((response) => response.request().postData()?.includes("event.attend") ?? false);
  answer();
  await marked;
  await expect(page.getByLabel("报名的人")).toHaveValue(next.slice(0, 12));
  await page.keyboard.press("Escape");
  await page.unroute("**/rpc");
  await scan(page, rowCode(other.id, people[1] ?? ""));
  await scan(page, rowCode(id, people[1] ?? ""));
  await expect(page.getByTestId("event-figures")).toContainText("实到2");
  // What nobody has comes back into the box, and the next scan takes its place.
  await scan(page, "20260099999");
  await expect(page.getByRole("alert")).toContainText("没有找到“20260099999”");
  await scan(page, rowCode(id, people[1] ?? ""));
  await said(page, "丁一 已登记到场");
  await expect(page.getByRole("alert").filter({ hasText: "没有找到" })).toHaveCount(0);
  await accessible(page);

  await scan(page, rowCode(other.id, people[1] ?? ""));
  await expect(page.getByRole("alert")).toContainText("宪法宣讲");

  // The look stays; the desk takes the code of an event that is on for its person.
  await page.keyboard.press("Control+p");
  await expect(page.locator(".paper svg")).toHaveCount(3);
  await page.goto(`${centre.url}/#/checkin`);
  await expect(page.getByTestId("visits")).toHaveText("2");
  // Excused, they are registered nowhere: it is the list they signed that says where they came to.
  await centre.call("event.mark", { event: id, person: people[2] ?? "", state: "excused", reason: "看病" });
  await scan(page, rowCode(id, people[2] ?? ""));
  await expect(page.getByTestId("band")).toContainText("李明 同志，欢迎您");
  await expect(page.getByTestId("visits")).toHaveText("3");
  expect((await centre.call("event.get", { id })).present).toBe(3);
});
