import type { Locator, Page } from "@playwright/test";
import type { Program } from "./program";
import { expect, test } from "./rig";

const CLERK = { operator: "前台小李", password: "qiantai-2026" };
const IDENTITY = "53282219490305151X";

/** Types as a person does; without pauses it would be a scanner. */
const type = (page: Page, keys: string) => page.keyboard.type(keys, { delay: 70 });
const outcome = (page: Page) => page.getByTestId("outcome");
const number = (page: Page) => page.getByTestId("number");
const PROMPT = "请刷卡，或输入手机号、身份证号";

async function scan(page: Page, code: string) {
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
}
