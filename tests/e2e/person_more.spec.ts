import type { Page } from "@playwright/test";
import { expect, test } from "./rig";

const panel = (page: Page) => page.getByRole("tabpanel");

test("relatives: the emergency contact first, numbers masked until they are asked for", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson({
    name: "刀美兰", sex: "女", emergency_name: "岩叫", emergency_relation: "儿子", emergency_phones: "13800001111",
  });
  const husband = await centre.addPerson({ name: "岩温罕", sex: "男" });
  await centre.call("relative.save", { person: id, name: "岩温罕", relation: "配偶", emergency: false, alive: true, linked: husband });
  await logIn();
  await page.goto(`${centre.url}/#/people/${id}`);
  await page.getByRole("tab", { name: "亲属与紧急联系人" }).click();
  await expect(panel(page)).toContainText("登记表上的紧急联系人： 岩叫 （儿子） 138****1111");
  await page.getByRole("button", { name: "添加亲属" }).press("Enter");
  const drawer = page.getByRole("dialog", { name: "添加亲属" });
  await expect(drawer.getByLabel("姓名")).toBeFocused();
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(drawer.getByLabel("姓名")).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.type("玉香");
  await page.keyboard.press("Tab");
  await page.keyboard.type("女儿");
  await drawer.getByLabel("电话").fill("13987654321");
  await drawer.getByLabel("备注").fill("住昆明，晚上再打");
  await drawer.getByRole("checkbox", { name: "紧急联系人" }).press("Space");
  await drawer.getByLabel("电话").press("Enter");
  await expect(drawer).toBeHidden();
  const lines = panel(page).getByRole("listitem");
  await expect(lines).toHaveCount(2);
  await expect(lines.nth(0)).toContainText("玉香");
  await expect(lines.nth(0)).toContainText("紧急联系人");
  await expect(lines.nth(0)).toContainText("139****4321");
  await expect(page.getByText("13987654321")).toHaveCount(0);
  await page.getByRole("button", { name: "查看 玉香 的电话" }).press("Enter");
  await expect(lines.nth(0)).toContainText("13987654321");
  await expect(lines.nth(0)).toContainText("已显示，已记入日志");
  await accessible(page);

  await page.getByRole("button", { name: "修改 岩温罕" }).click();
  const edit = page.getByRole("dialog", { name: "修改亲属" });
  await edit.getByRole("checkbox", { name: "健在" }).uncheck();
  await edit.getByRole("button", { name: "保存" }).click();
  await expect(lines.nth(1)).toContainText("已故");
  await expect(lines.nth(1).getByRole("link", { name: "岩温罕" })).toHaveAttribute("href", new RegExp(husband));

  await page.getByRole("button", { name: "修改 玉香" }).click();
  await edit.getByLabel("备注").fill("");
  await edit.getByRole("button", { name: "保存" }).click();
  await expect(lines.nth(0)).toContainText("139****4321");
  await expect(panel(page)).not.toContainText("住昆明");

  await page.getByRole("button", { name: "移除 岩温罕" }).click();
  const ask = page.getByRole("dialog", { name: "移除这位亲属" });
  await expect(ask).toContainText("可以在变更记录里撤销");
  await ask.getByRole("button", { name: "移除" }).click();
  await expect(lines).toHaveCount(1);
});

/** A picture as a camera or a scanner makes it: large, and hard to make small. */
async function picture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1600, 1200];
    const pen = canvas.getContext("2d")!;
    for (let i = 0; i < 40_000; i += 1) {
      pen.fillStyle = `hsl(${(i * 47) % 360} 60% 60%)`;
      pen.fillRect((i * 131) % 1600, (i * 71) % 1200, 24, 24);
    }
    return canvas.toDataURL("image/png").split(",")[1]!;
  });
  return Buffer.from(base64, "base64");
}

test("a photo is chosen, made small, printed on the card and taken away", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson({ name: "刀美兰", sex: "女" });
  await logIn();
  await page.goto(`${centre.url}/#/people/${id}`);
  await page.getByRole("button", { name: "添加照片" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "照片" });
  await expect(dialog).toBeVisible();
  await accessible(page);
  const box = dialog.locator("input[type=file]");
  await box.setInputFiles({ name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture at all") });
  await expect(dialog.getByRole("alert")).toHaveText("这不是能用的照片，请换一张 JPG 或 PNG 图片。");
  await box.setInputFiles({ name: "p.png", mimeType: "image/png", buffer: await picture(page) });
  await expect(dialog).toBeHidden();
  const photo = page.getByRole("img", { name: "照片" });
  await expect(photo).toBeVisible();
  expect(await photo.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([300, 400]);
  expect((await centre.call("photo.get", { id })).jpeg!.length).toBeLessThan(90 * 1024);
  await accessible(page);

  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole("tab", { name: "会员卡" }).click();
  await page.getByRole("button", { name: "发新卡" }).click();
  await page.getByRole("button", { name: "打印会员卡" }).click();
  const onCard = page.locator(".paper img");
  await expect(onCard).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  await expect(onCard).toBeVisible();
  await page.emulateMedia({ media: "screen" });

  await page.getByRole("button", { name: "更换照片" }).click();
  await accessible(page);
  await dialog.getByRole("button", { name: "移除照片" }).click();
  await expect(page.getByRole("button", { name: "添加照片" })).toBeVisible();
  await expect(photo).toHaveCount(0);
});

test("a photo is taken with the camera, which is closed again; without one it is said", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson({ name: "刀美兰", sex: "女" });
  await page.addInitScript(() => {
    const all = ((window as unknown as { tracks: MediaStreamTrack[] }).tracks = []) as MediaStreamTrack[];
    navigator.mediaDevices.getUserMedia = () => {
      if (location.hash.includes("refuse")) return Promise.reject(new DOMException("", "NotAllowedError"));
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [640, 480];
      const pen = canvas.getContext("2d")!;
      setInterval(() => {
        pen.fillStyle = "#8a6612";
        pen.fillRect(0, 0, 640, 480);
      }, 50);
      const stream = canvas.captureStream(20);
      all.push(...stream.getTracks());
      return Promise.resolve(stream);
    };
  });
  await logIn();
  await page.goto(`${centre.url}/#/people/${id}`);
  await page.getByRole("button", { name: "添加照片" }).click();
  const dialog = page.getByRole("dialog", { name: "照片" });
  const state = () => page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((track) => track.readyState));
  await dialog.getByRole("button", { name: "拍照" }).click();
  await expect(dialog.locator("video")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "拍照" })).toBeEnabled();
  await accessible(page);
  await dialog.getByRole("button", { name: "取消" }).click();
  await expect.poll(state).toEqual(["ended"]);
  await dialog.getByRole("button", { name: "拍照" }).click();
  await dialog.getByRole("button", { name: "拍照" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("img", { name: "照片" })).toBeVisible();
  await expect.poll(state).toEqual(["ended", "ended"]);

  await page.goto(`${centre.url}/#/people/${id}?refuse`);
  await page.getByRole("button", { name: "更换照片" }).click();
  await dialog.getByRole("button", { name: "拍照" }).click();
  await expect(dialog.getByRole("alert")).toContainText("没有打开摄像头");
  await accessible(page);
});

test("teams and functional branches are joined and left by the day, beside the one formal branch", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson({ name: "刀美兰", sex: "女", branch: "财贸离退休党支部", unit: "景洪市供销合作社", counted: "是" });
  await centre.addPerson({ name: "岩温罕", sex: "男" });
  const chosen = await centre.call("organization.save", { name: "老年大学功能型党支部", kind: "功能型党支部", composition: "离退休" });
  const old = await centre.call("team.save", { name: "书法协会", kind: "社团", ended: false });
  const was = await centre.call("team.join", { team: old.id, person: id, from: "2020-03-01" });
  await centre.call("team.leave", { id: was.id, day: "2022-05-01" });
  await logIn();

  await page.getByRole("navigation").getByRole("link", { name: "党组织" }).click();
  await page.getByRole("tab", { name: "社团与团队" }).click();
  await expect(page.getByRole("row", { name: /书法协会/ })).toContainText("社团");
  await accessible(page);
  await page.getByRole("button", { name: "新增团队" }).press("Enter");
  await page.getByLabel("名称", { exact: true }).fill("银龄合唱团");
  await page.getByLabel("类别").selectOption("文艺队");
  await accessible(page);
  await page.getByLabel("名称", { exact: true }).press("Enter");
  await expect(page.getByRole("row", { name: /银龄合唱团/ })).toContainText("文艺队");
  await page.getByRole("button", { name: "修改 书法协会" }).click();
  await page.getByRole("checkbox", { name: "停止活动" }).check();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("row", { name: /书法协会/ })).toContainText("已停止活动");

  await page.goto(`${centre.url}/#/people/${id}`);
  await page.getByRole("tab", { name: "组织与团队" }).click();
  const teams = page.getByRole("region", { name: "社团与团队" });
  const branches = page.getByRole("region", { name: "功能型党支部" });
  await expect(page.getByRole("region", { name: "组织关系所在支部" }).getByRole("link")).toHaveText("财贸离退休党支部");
  await expect(page.getByRole("region", { name: "统计单位与统计标志" })).toContainText("统计标志 是");
  await expect(teams).toContainText("以前参加过 1 个");

  await teams.getByRole("button", { name: "加入社团与团队" }).press("Enter");
  const choice = teams.getByRole("combobox");
  await expect(choice).toBeFocused();
  expect(await choice.locator("option").allInnerTexts()).toEqual(["请选择", "银龄合唱团"]);
  await choice.selectOption("银龄合唱团");
  await teams.getByLabel("从哪天起").fill("某天");
  await teams.getByLabel("从哪天起").press("Enter");
  await expect(teams.getByRole("alert")).toContainText("日期看不懂");
  await accessible(page);
  await teams.getByLabel("从哪天起").fill("20250901");
  await teams.getByLabel("从哪天起").press("Enter");
  await expect(teams).toContainText("2025-09-01 加入");
  await branches.getByRole("button", { name: "加入功能型党支部" }).click();
  await branches.getByRole("combobox").selectOption({ label: "老年大学功能型党支部" });
  await branches.getByLabel("从哪天起").press("Enter");
  await expect(branches.getByRole("link", { name: "老年大学功能型党支部" })).toBeVisible();
  await teams.getByText("以前参加过 1 个").click();
  await expect(teams).toContainText("2020-03-01 至 2022-05-01");
  await accessible(page);

  await branches.getByRole("link", { name: "老年大学功能型党支部" }).click();
  await expect(page).toHaveURL(new RegExp(`functional=${chosen.id}`));
  await expect(page.getByText("共 1 人")).toBeVisible();
  await expect(page.getByText("功能型党支部：老年大学功能型党支部")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "去掉条件 功能型党支部：老年大学功能型党支部" }).click();
  await expect(page.getByText("共 2 人")).toBeVisible();
  await page.goBack();

  await page.getByRole("tab", { name: "组织与团队" }).click();
  await teams.getByRole("button", { name: "离开 银龄合唱团" }).press("Enter");
  await teams.getByLabel("从哪天起离开").fill("20250101");
  await teams.getByLabel("从哪天起离开").press("Enter");
  await expect(teams.getByRole("alert")).toContainText("离开的日期早于加入的日期");
  await teams.getByLabel("从哪天起离开").fill("");
  await teams.getByLabel("从哪天起离开").press("Enter");
  await expect(teams).toContainText("以前参加过 2 个");
});

test("a notice is left for the next visit, and marked as told", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson({ name: "刀美兰", sex: "女" });
  await logIn();
  await page.goto(`${centre.url}/#/people/${id}`);
  const part = page.getByRole("region", { name: "前台通知" });
  await expect(part).toContainText("没有要告知的");
  await part.getByRole("button", { name: "留通知" }).press("Enter");
  const said = part.getByLabel("下次来时告诉本人什么");
  await expect(said).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(said).toHaveAttribute("aria-invalid", "true");
  await said.fill("请带身份证来领取“光荣在党50年”纪念章");
  await part.getByLabel("到哪天为止").fill("哪天");
  await page.keyboard.press("Enter");
  await expect(part.getByRole("alert")).toContainText("日期看不懂");
  await accessible(page);
  await part.getByLabel("到哪天为止").fill("1231");
  await page.keyboard.press("Enter");
  await expect(part.getByRole("listitem")).toContainText("纪念章");
  const { today } = await centre.call("system.status", null);
  await expect(part.getByRole("listitem")).toContainText(`到 ${today.slice(0, 4)}-12-31 为止`);
  await expect(part.getByRole("button", { name: "留通知" })).toBeFocused();
  await part.getByRole("button", { name: "留通知" }).click();
  await page.keyboard.press("Escape");
  await expect(said).toBeHidden();
  await accessible(page);
  await part.getByRole("button", { name: /^标为已告知/ }).press("Enter");
  await expect(part).toContainText("没有要告知的");
  await part.getByText("已告知 1 条").click();
  await expect(part).toContainText("纪念章");
  await accessible(page);
  await centre.call("person.change_state", { id, state: "去世" });
  await expect(part.getByRole("button")).toHaveCount(0);
});

test("one field is put back to what it was; what was written over since is not", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson({ name: "刀美兰", sex: "女", address: "允景洪街道", health: "良好" });
  await centre.call("person.save", { id, facts: { address: "嘎洒镇", health: "一般" } });
  await logIn();
  await page.goto(`${centre.url}/#/people/${id}`);
  await page.getByRole("tab", { name: "变更记录" }).click();
  await expect(panel(page)).toContainText("嘎洒镇");
  // Of a fact changed twice only the latest change can be put back.
  await expect(page.getByRole("button", { name: "改回住址" })).toHaveCount(1);
  await accessible(page);
  await page.getByRole("button", { name: "改回住址" }).press("Enter");
  const ask = page.getByRole("dialog", { name: "改回住址" });
  await expect(ask).toContainText("从“嘎洒镇”改回“允景洪街道”");
  await accessible(page);
  await ask.getByRole("button", { name: "改回" }).press("Enter");
  await expect(ask).toBeHidden();
  await page.getByRole("tab", { name: "联系", exact: true }).click();
  await expect(panel(page)).toContainText("允景洪街道");
  await page.getByRole("tab", { name: "健康与家庭" }).click();
  await expect(panel(page)).toContainText("一般");

  await page.getByRole("tab", { name: "变更记录" }).click();
  await page.getByRole("button", { name: "改回健康状况" }).click();
  // Meanwhile another desk wrote it anew.
  await centre.call("person.save", { id, facts: { health: "较差" } });
  const second = page.getByRole("dialog", { name: "改回健康状况" });
  await second.getByRole("button", { name: "改回" }).click();
  await expect(second.getByRole("alert")).toContainText("这一项后来又改过，没有改回");
  await accessible(page);
});

test("a card shows how long it holds and is renewed; what somebody does not want to give is not called missing", async ({ page, centre, logIn, accessible }) => {
  const id = await centre.addPerson({ name: "刀美兰", sex: "女" });
  const set = await centre.call("centre.get", null);
  await centre.call("card.give", { person: id });
  await centre.call("centre.save", { ...set, card_years: 2 });
  const until = (years: number) => new RegExp(`有效期至 ${years}-`);
  await centre.call("person.decline", { person: id, field: "phones" });
  await logIn();
  await page.goto(`${centre.url}/#/people/${id}`);
  await page.getByRole("tab", { name: "联系", exact: true }).click();
  await expect(panel(page).getByText("不愿提供")).toHaveCount(1);
  await accessible(page);
  await page.getByRole("tab", { name: "会员卡" }).click();
  // A card that holds for ever has nothing to renew.
  await expect(page.getByRole("button", { name: /^挂失/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /^续期/ })).toHaveCount(0);
  await page.getByRole("button", { name: "发新卡" }).click();
  await page.getByRole("button", { name: "发新卡，停用旧卡" }).click();
  const year = Number((await centre.call("system.status", null)).today.slice(0, 4));
  await expect(panel(page).getByText(until(year + 2))).toBeVisible();
  await accessible(page);
  await centre.call("centre.save", { ...set, card_years: 3 });
  await page.getByRole("button", { name: /^续期/ }).press("Enter");
  await expect(panel(page).getByRole("status")).toContainText(until(year + 3));
  await expect(panel(page).getByRole("listitem").first()).toContainText(until(year + 3));
});
