import { defineConfig } from "@playwright/test";

// Each test starts its own program on a fresh folder (see rig.ts), so there is no server to share.
export default defineConfig({
  testDir: "../tests/e2e",
  outputDir: "../tests/e2e/.results",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    headless: true,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1366, height: 768 },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      chromiumSandbox: false,
      args: ["--disable-dev-shm-usage"],
    },
  },
});
