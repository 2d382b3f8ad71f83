import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { ADMIN, Program } from "./program";

declare global {
  interface Window {
    __faults?: string[];
  }
}

interface Rig {
  /** A program on a fresh folder; stopped and thrown away afterwards. */
  program: Program;
  /** The same, with a centre and an administrator. */
  centre: Program;
  /** Logs in on the page. */
  logIn: (who?: { operator: string; password: string }) => Promise<void>;
  /** Fails on any violation of any rule of axe: WCAG 2.2 A and AA as far as a program can see, and good practice. */
  accessible: (page: Page) => Promise<void>;
  noFaults: undefined;
}

export const test = base.extend<Rig>({
  // Playwright reads the names of the fixtures it must prepare from the pattern.
  // eslint-disable-next-line no-empty-pattern
  program: async ({}, use) => {
    const program = await Program.start();
    await use(program);
    await program.stop();
  },

  centre: async ({ program }, use) => {
    await program.setUp();
    await use(program);
  },

  logIn: async ({ page, program }, use) => {
    await use(async (who = ADMIN) => {
      await page.goto(program.url);
      await page.getByLabel("操作员", { exact: true }).selectOption(who.operator);
      await page.getByLabel("密码", { exact: true }).fill(who.password);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("navigation", { name: "主菜单" })).toBeVisible();
    });
  },

  accessible: async ({}, use) => {
    await use(async (page) => {
      // What is still fading in has not its colours yet: it is asked until the page has come to rest.
      await expect(async () => {
        // Every rule axe runs of itself, and the one of WCAG 2.2 it leaves off unless asked.
        const axe = new AxeBuilder({ page }).options({ rules: { "target-size": { enabled: true } } });
        const { violations } = await axe.analyze();
        expect(violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
      }).toPass({ timeout: 20_000 });
    });
  },

  // No refused style or script, no error and no console error on any page of any test. It asks before the program is
  // stopped, which it therefore names: a page that is still loading then would blame the program for being gone.
  noFaults: [
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    async ({ page, program: _program }, use) => {
      await use(undefined);
      expect(await page.evaluate(() => window.__faults)).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
