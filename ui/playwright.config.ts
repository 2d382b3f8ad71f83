import { defineConfig } from "@playwright/test";

// Each test starts its own program on a fresh folder (see rig.ts), so there is no server to share.
export default defineConfig({
  testDir: "../tests/e2e",
  outputDir: "../tests/e2e/.results",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // No test asserts a time: these end what hangs, on a machine three times as slow as ours too.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // Where nobody watches, one disturbance of a shared machine does not stop everything; the report still calls it flaky.
  retries: process.env.CI ? 1 : 0,
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
