import { afterEach, describe, expect, it, vi } from "vitest";
import { browserPlatform } from "@/platform/browser";
import { toCommandError } from "@/platform/error";
import { EventCutter } from "@/platform/sse";
import { EventStream } from "@/platform/stream";
import type { Event } from "@/generated/Event";

const json = (body: unknown, code = 200) => new Response(JSON.stringify(body), { status: code });

afterEach(() => vi.unstubAllGlobals());

describe("the browser carrier", () => {
  it("sends the command with the session in a header and never in the address", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(json({ ok: 1 })));
    vi.stubGlobal("fetch", fetch);
    await browserPlatform(() => "secret").call("centre.get", null, { session: "secret", request: "r1" });
    const [address, options] = fetch.mock.calls[0] ?? [];
    expect(address).toBe("/rpc");
    expect(options?.headers).toMatchObject({ "x-yinhui-session": "secret" });
    expect(JSON.parse(String(options?.body))).toEqual({ command: "centre.get", args: null, request: "r1" });
  });

  it("rejects with the refusal of the server", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(json({ code: "locked_out", message: "请等一分钟", fields: [], ref: "" }, 423)));
    const refused = await browserPlatform(() => null)
      .call("session.login", {}, { session: null, request: "r" })
      .then(() => null, toCommandError);
    expect(refused).toMatchObject({ code: "locked_out", message: "请等一分钟", unanswered: false });
  });

  it("counts an answer that cannot be read as no answer", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>", { status: 502 })));
    const failed = await browserPlatform(() => null)
      .call("centre.get", null, { session: null, request: "r" })
      .then(() => null, toCommandError);
    expect(failed?.unanswered).toBe(true);
  });
});

describe("the stream of events", () => {
  it("puts events together however the bytes were cut", () => {
    const cutter = new EventCutter();
    expect(cutter.feed('data: {"a"')).toEqual([]);
    expect(cutter.feed(':1}\n\ndata: {"b":2}\n')).toEqual(['{"a":1}']);
    expect(cutter.feed("\n")).toEqual(['{"b":2}']);
    expect(cutter.feed(": a comment keeps the line open\n\n")).toEqual([]);
  });

  it("opens only once somebody is logged in, and hands on what it hears", async () => {
    const event: Event = { type: "changed", kinds: ["person"] };
    const fetch = vi.fn<typeof globalThis.fetch>(() =>
      Promise.resolve(
        new Response(
          new ReadableStream<Uint8Array>({
            start(controller) {
              controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
            },
          }),
        ),
      ),
    );
    vi.stubGlobal("fetch", fetch);
    let token: string | null = null;
    const stream = new EventStream(() => (token ? { "x-yinhui-session": token } : null));
    const heard: Event[] = [];
    stream.listen((message) => heard.push(message));
    expect(fetch).not.toHaveBeenCalled();
    token = "t";
    stream.restart();
    // First that everything may have changed since the login, then what was said.
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard[0]).toMatchObject({ type: "changed", kinds: expect.arrayContaining(["presence", "ledger", "return"]) as unknown });
    expect(heard[1]).toEqual(event);
    token = null;
    stream.restart();
  });
});
