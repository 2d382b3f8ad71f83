import { VueQueryPlugin } from "@tanstack/vue-query";
import { render, screen, waitFor, within } from "@testing-library/vue";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Component } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import { queries } from "@/api";
import { endSession } from "@/api/session";
import type { StreamLine } from "@/generated/StreamLine";
import TodayStream from "@/pages/checkin/TodayStream.vue";
import DayList from "@/pages/history/DayList.vue";
import { fakePlatform, refusal } from "./fakePlatform";

const line = (n: number, more: Partial<StreamLine> = {}): StreamLine => ({
  id: `v${n}`, at: "09:12", person: `p${n}`, name: `来访${n}`, detail: "", purpose: "活动中心", left: null, minutes: null, back_entered: false, may_undo: true, ...more,
});

/** A day with these lines, of which those taken back are gone. */
async function day(page: Component, props: Record<string, unknown>, lines: StreamLine[], more: Parameters<typeof fakePlatform>[0] = {}) {
  const gone = new Set<string>();
  const fake = fakePlatform({
    "checkin.day": ({ limit = 50 }) => {
      const left = lines.filter((one) => !gone.has(one.id));
      return { day: "2026-03-05", visits: left.length, persons: left.length, anonymous: 0, inside: null, hours: [], stream: left.slice(0, limit), total: left.length };
    },
    "checkin.undo": ({ id }) => {
      gone.add(id);
      return { undone: 3, kept: [] };
    },
    ...more,
  });
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: "/:all(.*)*", name: "person", component: DayList }] });
  const shown = render(page, { props, global: { plugins: [router, [VueQueryPlugin, { queryClient: queries }]] } });
  await screen.findByText("来访1");
  return { fake, user: userEvent.setup(), shown };
}

const lines = (n: number) => Array.from({ length: n }, (_, i) => line(i + 1));

beforeEach(() => queries.clear());
afterEach(endSession);

describe("the day's stream", () => {
  it("shows fifty more with each press, and leaves the focus where the next press is", async () => {
    const { user, shown } = await day(TodayStream, { purposes: [], mayLeave: false }, lines(120));
    const rows = () => within(screen.getByRole("list")).getAllByRole("listitem");
    expect(rows()).toHaveLength(50);
    const more = screen.getByRole("button", { name: "显示更多（还有 70 条）" });
    more.focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(rows()).toHaveLength(100));
    expect(screen.getByRole("button", { name: "显示更多（还有 20 条）" })).toHaveFocus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(rows()).toHaveLength(120));
    await waitFor(() => expect(screen.getByRole("list")).toHaveFocus());
    expect(screen.queryByRole("button", { name: /显示更多/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "撤销 来访120 的签到" }));
    expect(shown.emitted("undo")).toEqual([[expect.objectContaining({ id: "v120" })]]);
  });

  it("says what to do where the server gives no more", async () => {
    const { user } = await day(TodayStream, { purposes: [], mayLeave: false }, lines(503));
    for (let press = 0; press < 9; press += 1) await user.click(screen.getByRole("button", { name: /显示更多/ }));
    expect(await screen.findByText("还有 3 条没有列出，请按用途筛选")).toBeInTheDocument();
  });
});

describe("a day of the past", () => {
  const props = { day: "2026-03-05", purpose: "" };

  it("takes a line back after saying who and when", async () => {
    const { fake, user, shown } = await day(DayList, props, lines(2));
    await user.click(screen.getByRole("button", { name: "撤销 来访1 的签到" }));
    expect(await screen.findByText(/来访1，3月5日 星期四 09:12，活动中心。撤销后这一次不再计入到馆人次/)).toBeInTheDocument();
    expect(fake.of("checkin.undo")).toHaveLength(0);
    await user.click(screen.getByRole("button", { name: "撤销" }));
    expect(await screen.findByRole("status")).toHaveTextContent("已撤销 来访1，这一次不再计入到馆人次");
    expect(fake.of("checkin.undo").map((sent) => sent.args)).toEqual([{ id: "v1" }]);
    await waitFor(() => expect(screen.queryByRole("link", { name: "来访1" })).not.toBeInTheDocument());
    expect(screen.getByText("1 人次 · 1 人")).toBeInTheDocument();
    expect(shown.emitted("undone")).toHaveLength(1);
  });

  it("says that a whole sheet goes with a line from paper", async () => {
    const { user } = await day(DayList, props, [line(1, { back_entered: true })]);
    await user.click(screen.getByRole("button", { name: "撤销有 来访1 的这一次补录" }));
    expect(await screen.findByText(/同一次补录的其他记录会一起撤销/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "撤销" }));
    expect(await screen.findByRole("status")).toHaveTextContent("已撤销这一次补录，共 3 条");
  });

  it("keeps the question open with the reason when it is refused, and offers nothing to who may not", async () => {
    const { user } = await day(DayList, props, [line(1), line(2, { may_undo: false })], {
      "checkin.undo": () => {
        throw refusal("forbidden", "这一步不能由您撤销");
      },
    });
    expect(screen.queryByRole("button", { name: "撤销 来访2 的签到" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "撤销 来访1 的签到" }));
    await user.click(screen.getByRole("button", { name: "撤销" }));
    expect(await screen.findByText("这一步不能由您撤销")).toBeInTheDocument();
    expect(screen.queryByRole("status")).not.toBeInTheDocument();
  });
});
