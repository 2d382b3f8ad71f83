import type { Page } from "@playwright/test";

/** Between two characters of a keyboard scanner, in seconds. */
const GAP = 0.005;

/**
 * Reads a card as a scanner does: characters 5 ms apart, then Enter. Each key carries the moment it was pressed, as
 * one from a real scanner does however late a busy machine gets round to it; the program judges by that moment.
 */
export async function scan(page: Page, code: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const begin = Date.now() / 1000;
  for (const [index, key] of [...code, "Enter"].entries()) {
    const text = key === "Enter" ? "\r" : key;
    const stroke = { key, code: codeOf(key), windowsVirtualKeyCode: text.toUpperCase().charCodeAt(0), timestamp: begin + index * GAP };
    await browser.send("Input.dispatchKeyEvent", { type: "keyDown", text, ...stroke });
    await browser.send("Input.dispatchKeyEvent", { type: "keyUp", ...stroke });
  }
  await browser.detach();
}

function codeOf(key: string): string {
  if (/^\d$/.test(key)) return `Digit${key}`;
  return /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
}
