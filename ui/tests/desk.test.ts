import { screen, waitFor } from "@testing-library/vue";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { queries } from "@/api";
import { endSession } from "@/api/session";
import type { Matches } from "@/generated/Matches";
import { SETTLE } from "@/pages/checkin/settle";
import { desk, done, found, one } from "./deskPage";
import { refusal } from "./fakePlatform";

beforeEach(() => queries.clear());
afterEach(() => {
  endSession();
  vi.restoreAllMocks();
});

describe("the desk", () => {
  it("collects keys at rest and checks the only match in with Enter", async () => {
    const { fake, user } = await desk();
    await user.keyboard("ywh");
    await screen.findByText("岩温罕");
    await user.keyboard("{Enter}");
    expect(await screen.findByText("岩温罕 同志，欢迎您")).toBeInTheDocument();
    expect(screen.getByText(/今年第 37 次/)).toBeInTheDocument();
    expect(fake.of("checkin.person")[0]?.args).toEqual({ person: "p1", purpose: "活动中心" });
  });

  it("checks nobody in when two fit, until a row is chosen", async () => {
    const { fake, user } = await desk();
    await user.keyboard("y");
    await screen.findByText("玉香");
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("有 2 位相符");
    expect(fake.of("checkin.person")).toHaveLength(0);
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await waitFor(() => expect(fake.of("checkin.person")[0]?.args).toMatchObject({ person: "p2" }));
  });

  it("takes a digit as a choice while the words hold none", async () => {
    const { fake, user } = await desk();
    await user.keyboard("y");
    await screen.findByText("玉香");
    await user.keyboard("2");
    await waitFor(() => expect(fake.of("checkin.person")[0]?.args).toMatchObject({ person: "p2" }));
  });

  it("waits with Enter for the answer to the words as they are", async () => {
    let answer: ((matches: Matches) => void) | undefined;
    const { fake, user } = await desk((words) => (words === "ywh" ? new Promise((resolve) => (answer = resolve)) : found(words)));
    await user.keyboard("ywh{Enter}");
    expect(fake.of("checkin.person")).toHaveLength(0);
    answer?.(found("ywh"));
    await waitFor(() => expect(fake.of("checkin.person")).toHaveLength(1));
  });

  it("looks a whole scan up and checks in at once, whatever stood in the box", async () => {
    const { fake } = await desk();
    const fast = userEvent.setup({ delay: null });
    await fast.keyboard("y");
    await screen.findByText("玉香");
    await new Promise((resolve) => setTimeout(resolve, 200));
    await fast.keyboard("2001234567{Enter}");
    await waitFor(() => expect(fake.of("checkin.person")[0]?.args).toMatchObject({ person: "p2" }));
    expect(fake.of("checkin.find").at(-1)?.args).toEqual({ words: "2001234567", at_desk: true });
    expect(fake.of("checkin.person")).toHaveLength(1);
  });

  it("says when somebody was here already, and counts nobody twice", async () => {
    const { user } = await desk();
    await user.keyboard("ywh{Enter}");
    await screen.findByText("岩温罕 同志，欢迎您");
    await user.keyboard("ywh{Enter}");
    expect(await screen.findByText("今日 09:12 已签到，不重复计数")).toBeInTheDocument();
    await waitFor(() => expect(screen.getByTestId("visits")).toHaveTextContent("1"));
  });

  it("takes the last check-in back with Ctrl+Z", async () => {
    const { fake, user } = await desk();
    await user.keyboard("ywh{Enter}");
    await screen.findByText("岩温罕 同志，欢迎您");
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByText("已撤销 岩温罕")).toBeInTheDocument();
    expect(fake.of("checkin.undo")[0]?.args).toEqual({ id: "v-p1" });
  });

  it("says what to try when nobody is found", async () => {
    const { fake, user } = await desk();
    await user.keyboard("qqq{Enter}");
    expect(await screen.findByText("没有找到“qqq”")).toBeInTheDocument();
    expect(fake.of("checkin.person")).toHaveLength(0);
  });

  it("becomes a text field with / and goes back to rest with Esc", async () => {
    const { user } = await desk();
    await user.keyboard("/");
    const field = await screen.findByRole("textbox");
    await waitFor(() => expect(field).toHaveFocus());
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("textbox")).not.toBeInTheDocument());
  });

  it("does not submit with the Enter that ends a composition", async () => {
    const { fake, user } = await desk();
    await user.keyboard("/");
    const field = await screen.findByRole<HTMLInputElement>("textbox");
    await user.type(field, "ywh");
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 229, bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fake.of("checkin.person")).toHaveLength(0);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.of("checkin.person")).toHaveLength(1));
  });

  it("offers only the purposes in use, the first one chosen", async () => {
    const { user } = await desk();
    expect(screen.queryByText("旧用途")).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: /活动中心/ })).toHaveAttribute("aria-pressed", "true");
    await user.keyboard("{F4}");
    await waitFor(() => expect(screen.getByRole("button", { name: /书屋/ })).toHaveAttribute("aria-pressed", "true"));
    await user.keyboard("{F4}");
  });

  it("keeps the first welcome when Enter comes twice", async () => {
    const { fake, user } = await desk();
    await user.keyboard("ywh");
    await screen.findByText("岩温罕");
    const fast = userEvent.setup({ delay: null });
    await fast.keyboard("{Enter}{Enter}");
    expect(await screen.findByText("岩温罕 同志，欢迎您")).toBeInTheDocument();
    await user.keyboard("{Enter}");
    expect(fake.of("checkin.person")).toHaveLength(1);
    expect(screen.queryByText(/不重复计数/)).not.toBeInTheDocument();
  });

  it("keeps the first welcome when a scanner sends the card and its Enter twice", async () => {
    const { fake } = await desk();
    const fast = userEvent.setup({ delay: null });
    await fast.keyboard("2001234567{Enter}{Enter}2001234567{Enter}");
    expect(await screen.findByText("玉香 同志，欢迎您")).toBeInTheDocument();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fake.of("checkin.person")).toHaveLength(1);
  });

  it("takes the same card within three seconds for one reading, and never swallows another", async () => {
    const { fake } = await desk((words) => (words === "2007654321" ? { matches: [one], total: 1, enter: "p1", refused: null, signed: null } : found(words)));
    const fast = userEvent.setup({ delay: null });
    await fast.keyboard("2001234567{Enter}");
    await screen.findByText("玉香 同志，欢迎您");
    await new Promise((resolve) => setTimeout(resolve, 1300));
    await fast.keyboard("2001234567{Enter}2007654321{Enter}2001234567{Enter}");
    await screen.findByText("岩温罕 同志，欢迎您");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fake.of("checkin.person").map((sent) => (sent.args as { person: string }).person)).toEqual(["p2", "p1"]);
  });

  it("takes a card taken back by mistake again at once", async () => {
    const { fake, user } = await desk();
    const fast = userEvent.setup({ delay: null });
    await fast.keyboard("2001234567{Enter}");
    await screen.findByText("玉香 同志，欢迎您");
    await user.keyboard("{Control>}z{/Control}");
    await screen.findByText("已撤销 玉香");
    await fast.keyboard("2001234567{Enter}");
    await waitFor(() => expect(fake.of("checkin.person")).toHaveLength(2));
  });

  it("welcomes somebody back with the time they first came", async () => {
    const { user } = await desk(found, { "checkin.person": ({ person }) => ({ ...done(person, true), returned: true }) });
    await user.keyboard("ywh{Enter}");
    expect(await screen.findByText("岩温罕 同志，欢迎回来")).toBeInTheDocument();
    expect(screen.getByText("今日 09:12 已签到，不重复计数")).toBeInTheDocument();
  });

  it("shows whoever came earlier for something else the time they first came, without a second welcome", async () => {
    const { fake, user } = await desk(found, {
      "checkin.person": ({ person }) => ({ ...done(person, false), first_at: "2026-03-05T09:12:00+08:00", event: "健康讲座" }),
    });
    await user.keyboard("ywh{Enter}");
    expect(await screen.findByText("今日 09:12 已签到，这次也已记下 · 今年第 37 次 · 已记入“健康讲座”")).toBeInTheDocument();
    expect(screen.queryByText(/欢迎您/)).not.toBeInTheDocument();
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(fake.of("checkin.undo")).toHaveLength(1));
  });

  it("takes a card longer than an ID whole, and an ID without Enter once nothing follows it", async () => {
    const { fake } = await desk();
    const fast = userEvent.setup({ delay: null });
    await fast.keyboard("20000000000000000123{Enter}");
    await waitFor(() => expect(fake.of("checkin.find").at(-1)?.args).toEqual({ words: "20000000000000000123", at_desk: true }));
    const asked = () => fake.of("checkin.find").filter((sent) => /^.{18,}$/.test((sent.args as { words: string }).words)).map((sent) => (sent.args as { words: string }).words);
    await new Promise((resolve) => setTimeout(resolve, SETTLE * 2));
    const before = asked();
    expect(before).not.toContain("200000000000000001");
    await fast.keyboard("53282219490305118x");
    await waitFor(() => expect(asked().slice(before.length)).toEqual(["53282219490305118x"]));
    await new Promise((resolve) => setTimeout(resolve, SETTLE * 2));
    await fast.keyboard("532822194903051172{Enter}");
    await new Promise((resolve) => setTimeout(resolve, SETTLE * 2));
    expect(asked().slice(before.length)).toEqual(["53282219490305118x", "532822194903051172"]);
  });

  it("says why a lost card is refused, and checks nobody in", async () => {
    const { fake, user } = await desk();
    const fast = userEvent.setup({ delay: null });
    await fast.keyboard("2009999999{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("这张卡已挂失");
    await user.keyboard("{F3}");
    expect(screen.queryByTestId("binding")).not.toBeInTheDocument();
    await user.keyboard("y");
    await screen.findByText("玉香");
    expect(screen.queryByText(/已挂失/)).not.toBeInTheDocument();
    expect(fake.of("checkin.person")).toHaveLength(0);
  });

  it("gives a card nobody has to whoever is found, and checks them in at once", async () => {
    let refuse = true;
    const { fake, user } = await desk(found, {
      "card.give": ({ code }) => {
        if (refuse) throw refusal("conflict", "这张卡挂失或停用过，不能再用，请换一张。");
        return { id: "k", code: code ?? "", from_day: "2026-03-05", state: "使用中", ended_day: "", until_day: "", operation: "o" };
      },
    });
    const fast = userEvent.setup({ delay: null });
    await fast.keyboard("2005550001{Enter}");
    expect(await screen.findByText("这张卡还没有登记（尾号 0001）")).toBeInTheDocument();
    await user.keyboard("{F3}");
    expect(await screen.findByTestId("binding")).toHaveTextContent("正在给卡 尾号0001 找本人");
    // Held before the scanner: the same card again is no other.
    await fast.keyboard("2005550001{Enter}");
    await user.keyboard("ywh{Enter}");
    expect(await screen.findByText("这张卡挂失或停用过，不能再用，请换一张。")).toBeInTheDocument();
    expect(fake.of("checkin.person")).toHaveLength(0);
    refuse = false;
    await user.keyboard("{Enter}");
    expect(await screen.findByText("岩温罕 同志，欢迎您")).toBeInTheDocument();
    expect(screen.getByText(/卡 尾号0001 已绑定/)).toBeInTheDocument();
    expect(fake.of("card.give").at(-1)?.args).toEqual({ person: "p1", code: "2005550001" });
    expect(screen.queryByTestId("binding")).not.toBeInTheDocument();
  });

  it("checks the next in the queue in while a card looks for its person, and Esc gives up", async () => {
    const { fake, user } = await desk();
    const fast = userEvent.setup({ delay: null });
    await fast.keyboard("2005550001{Enter}");
    await screen.findByText("这张卡还没有登记（尾号 0001）");
    await user.keyboard("{F3}");
    await screen.findByTestId("binding");
    await fast.keyboard("2001234567{Enter}");
    expect(await screen.findByText("玉香 同志，欢迎您")).toBeInTheDocument();
    expect(screen.getByTestId("binding")).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("binding")).not.toBeInTheDocument());
    await user.keyboard("ywh{Enter}");
    await screen.findByText("岩温罕 同志，欢迎您");
    expect(fake.of("card.give")).toHaveLength(0);
  });

  it("takes one back for each Ctrl+Z, however fast they come", async () => {
    const { fake, user } = await desk();
    await user.keyboard("ywh{Enter}");
    await screen.findByText("岩温罕 同志，欢迎您");
    await user.keyboard("y");
    await screen.findByText("玉香");
    await user.keyboard("2");
    await screen.findByText("玉香 同志，欢迎您");
    const fast = userEvent.setup({ delay: null });
    await fast.keyboard("{Control>}zz{/Control}");
    await waitFor(() => expect(fake.of("checkin.undo").map((sent) => sent.args)).toEqual([{ id: "v-p2" }, { id: "v-p1" }]));
  });

  it("goes on to the one before when the last check-in was taken back elsewhere", async () => {
    const undone: string[] = [];
    const { user } = await desk(found, {
      "checkin.undo": ({ id }) => {
        undone.push(id);
        if (id === "v-p2") throw refusal("not_found", "没有这条记录");
        return { undone: 1, kept: [] };
      },
    });
    await user.keyboard("ywh{Enter}");
    await screen.findByText("岩温罕 同志，欢迎您");
    await user.keyboard("y");
    await screen.findByText("玉香");
    await user.keyboard("2");
    await screen.findByText("玉香 同志，欢迎您");
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByText("玉香 的签到已经撤销过")).toBeInTheDocument();
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByText("已撤销 岩温罕")).toBeInTheDocument();
    expect(undone).toEqual(["v-p2", "v-p1"]);
  });

  it("keeps a check-in on the list when nobody answered the undo", async () => {
    let gone = true;
    const { user } = await desk(found, {
      "checkin.undo": () => {
        if (gone) throw refusal("fault", "磁盘满了");
        return { undone: 1, kept: [] };
      },
    });
    await user.keyboard("ywh{Enter}");
    await screen.findByText("岩温罕 同志，欢迎您");
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByText("磁盘满了")).toBeInTheDocument();
    gone = false;
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByText("已撤销 岩温罕")).toBeInTheDocument();
  });

  it("says how many fit in all, not how many are shown", async () => {
    const { user } = await desk((words) => ({ ...found(words), total: 97 }));
    await user.keyboard("y");
    await screen.findByText("玉香");
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("有 97 位相符");
  });

  it("shows a failed look-up as the error alone", async () => {
    const { user } = await desk(() => Promise.reject(refusal("fault", "程序没有回应")));
    await user.keyboard("y");
    expect(await screen.findByText("程序没有回应")).toBeInTheDocument();
    expect(screen.queryByText("正在查找…")).not.toBeInTheDocument();
  });

  it("registers a group only with whole numbers, full-width ones too", async () => {
    let refuse = true;
    const { fake, user } = await desk(found, {
      "checkin.group": ({ name, heads }) => {
        if (refuse) throw refusal("conflict", "现在不能登记");
        return { id: "g", name, heads: heads.in_service, at: "2026-03-05T14:26:00+08:00" };
      },
    });
    await user.keyboard("{F6}");
    await user.type(await screen.findByLabelText("单位或社团名称"), "市卫健局");
    const count = screen.getByLabelText("在职");
    for (const typed of ["1.5", "1e3", "12人", "-1"]) {
      await user.clear(count);
      await user.type(count, `${typed}{Enter}`);
      await waitFor(() => expect(count).toHaveAttribute("aria-invalid", "true"));
      expect(screen.getByRole("alert")).toHaveTextContent("请只填数字");
    }
    expect(fake.of("checkin.group")).toHaveLength(0);
    await user.clear(count);
    await user.type(count, "１２{Enter}");
    expect(await screen.findByText("现在不能登记")).toBeInTheDocument();
    expect(fake.of("checkin.group")[0]?.args).toMatchObject({ heads: { in_service: 12 } });
    await user.type(count, "3");
    await waitFor(() => expect(screen.queryByText("现在不能登记")).not.toBeInTheDocument());
    refuse = false;
    await user.keyboard("{Enter}");
    expect(await screen.findByText("市卫健局 · 123 人")).toBeInTheDocument();
  });
});
