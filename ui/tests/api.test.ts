import { QueryClient, QueryObserver } from "@tanstack/vue-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { call, hearEvent, useAction } from "@/api";
import { readKey, touches } from "@/api/kinds";
import { beginSession, sessionToken } from "@/api/session";
import type { Status } from "@/generated/Status";
import { CommandError, toCommandError } from "@/platform/error";
import { effectScope } from "vue";
import { fakePlatform, refusal } from "./fakePlatform";

const status = (stage: Status["stage"]): Status => ({
  stage, version: "", host: "browser", today: "2026-03-05", now: "2026-03-05T14:26:00+08:00",
  centre: "", region: "", operator: null, recovery_pending: false, last_backup: null,
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("what is read again when something changes", () => {
  it("is what is made of the kinds that changed, and nothing else", () => {
    const client = new QueryClient();
    client.setQueryData(readKey("checkin.day", {}, 0), 1);
    client.setQueryData(readKey("purpose.list", null, 0), 1);
    client.setQueryData(readKey("person.fields", null, 0), 1);
    hearEvent(client, { type: "changed", kinds: ["presence"] });
    const stale = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;
    expect(stale(readKey("checkin.day", {}, 0))).toBe(true);
    expect(stale(readKey("purpose.list", null, 0))).toBe(false);
    expect(stale(readKey("person.fields", null, 0))).toBe(false);
  });

  it("is nothing at a mere progress message", () => {
    const client = new QueryClient();
    client.setQueryData(readKey("checkin.day", {}, 0), 1);
    hearEvent(client, { type: "progress", request: "r", done: 1, total: 2 });
    expect(client.getQueryState(readKey("checkin.day", {}, 0))?.isInvalidated).toBe(false);
  });

  it("is read again also where the first answer was still on its way", async () => {
    const client = new QueryClient();
    const answers: ((visits: number) => void)[] = [];
    const observer = new QueryObserver(client, {
      queryKey: readKey("checkin.day", {}, 0),
      queryFn: () => new Promise<number>((answer) => answers.push(answer)),
    });
    const leave = observer.subscribe(() => undefined);
    hearEvent(client, { type: "changed", kinds: ["presence"] });
    expect(answers).toHaveLength(1);
    answers[0]?.(0);
    await vi.runAllTimersAsync();
    expect(answers).toHaveLength(2);
    answers[1]?.(1);
    await vi.runAllTimersAsync();
    expect(observer.getCurrentResult().data).toBe(1);
    leave();
  });

  it("is a person's page after a visit as well as after an edit", () => {
    const key = readKey("person.get", { id: "p" }, 0);
    expect(touches(key, ["presence"])).toBe(true);
    expect(touches(key, ["person"])).toBe(true);
    expect(touches(key, ["operator"])).toBe(false);
  });
});

describe("errors", () => {
  it("keep the code, the sentence and the fields of a refusal", () => {
    const error = toCommandError(refusal("invalid", "日期看不懂", [{ path: "facts.birth", code: "date", message: "日期看不懂" }]));
    expect(error).toMatchObject({ code: "invalid", message: "日期看不懂", unanswered: false });
    expect(error.fields[0]?.path).toBe("facts.birth");
  });

  it("say that no answer came when none did", () => {
    expect(toCommandError(new TypeError("Failed to fetch"))).toMatchObject({ code: "fault", unanswered: true });
  });
});

describe("a command that got no answer", () => {
  it("is sent again under the same request id", async () => {
    let tries = 0;
    const fake = fakePlatform({
      "checkin.undo": () => {
        tries += 1;
        if (tries === 1) throw new TypeError("Failed to fetch");
        return { undone: 1, kept: [] };
      },
    });
    const answer = call("checkin.undo", { id: "x" });
    await vi.runAllTimersAsync();
    expect((await answer).undone).toBe(1);
    const ids = fake.of("checkin.undo").map((sent) => sent.request);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  it("pressed again by hand is the same action; pressed after an answer it is a new one", async () => {
    let broken = true;
    const fake = fakePlatform({
      "unit.save": () => {
        if (broken) throw new TypeError("Failed to fetch");
        return { id: "u" };
      },
    });
    const scope = effectScope();
    const save = scope.run(() => useAction("unit.save"));
    if (!save) throw new Error("no scope");
    const request = { name: "供销社", nature: "" };
    const press = async () => {
      const done = save.run(request);
      await vi.runAllTimersAsync();
      await done;
    };
    await press();
    expect(save.error.value?.unanswered).toBe(true);
    const first = fake.of("unit.save").at(-1)?.request;
    broken = false;
    await press();
    expect(fake.of("unit.save").at(-1)?.request).toBe(first);
    await press();
    expect(fake.of("unit.save").at(-1)?.request).not.toBe(first);
    scope.stop();
  });

  it("is not repeated when it was refused", async () => {
    const fake = fakePlatform({
      "checkin.undo": () => {
        throw refusal("conflict", "已经撤销");
      },
    });
    await expect(call("checkin.undo", { id: "x" })).rejects.toThrow("已经撤销");
    expect(fake.of("checkin.undo")).toHaveLength(1);
  });
});

describe("forbidden", () => {
  const forbidden = () => {
    throw refusal("forbidden", "没有权限");
  };

  it("from a lost session ends it", async () => {
    fakePlatform({ "log.list": forbidden, "system.status": () => status("locked") });
    beginSession("lost");
    await expect(call("log.list", {})).rejects.toBeInstanceOf(CommandError);
    expect(sessionToken()).toBeNull();
  });

  it("from a role that may not leaves the session as it is", async () => {
    fakePlatform({ "log.list": forbidden, "system.status": () => status("open") });
    beginSession("kept");
    await expect(call("log.list", {})).rejects.toBeInstanceOf(CommandError);
    expect(sessionToken()).toBe("kept");
  });
});

describe("progress", () => {
  it("is shown for the call it belongs to, and can be stopped", async () => {
    let finish: (() => void) | undefined;
    const fake = fakePlatform({
      "import.run": () => new Promise((resolve) => (finish = () => resolve({
        id: "i", at: "", operator: "", files: [], problems: [], undone: false,
        counts: { new: 0, update: 0, same: 0, duplicate: 0, suspect: 0, refused: 0 }, outcome: { added: 0, updated: 0, left: 0 },
      }))),
      "system.cancel": () => null,
    });
    const scope = effectScope();
    const run = scope.run(() => useAction("import.run"));
    if (!run) throw new Error("no scope");
    const done = run.run({ plan: "p" });
    await vi.advanceTimersByTimeAsync(1);
    const request = fake.of("import.run")[0]?.request ?? "";
    fake.tell({ type: "progress", request: "another", done: 9, total: 9 });
    expect(run.progress.value).toBeNull();
    fake.tell({ type: "progress", request, done: 3, total: 10 });
    expect(run.progress.value).toMatchObject({ done: 3, total: 10 });
    await run.cancel();
    expect(fake.of("system.cancel")[0]?.args).toEqual({ request });
    finish?.();
    await done;
    scope.stop();
  });
});
