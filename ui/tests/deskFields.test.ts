import { fireEvent, screen, waitFor } from "@testing-library/vue";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { queries } from "@/api";
import { endSession } from "@/api/session";
import { PAUSE } from "@/pages/checkin/burst";
import { OVER } from "@/pages/checkin/fieldScans";
import { desk, done, found, one, two } from "./deskPage";

const CARD = "2001234567";
const IDENTITY = "53282219490305118X";
const fast = userEvent.setup({ delay: null });
const pause = (time = PAUSE + 50) => new Promise((resolve) => setTimeout(resolve, time));

/** A card is read and checks 玉香 in. */
async function scan(fake: Awaited<ReturnType<typeof desk>>["fake"]) {
  await pause();
  await fast.keyboard(`${CARD}{Enter}`);
  await waitFor(() => expect(fake.of("checkin.person").map((sent) => sent.args)).toEqual([expect.objectContaining({ person: "p2" })]));
  expect(await screen.findByText("玉香 同志，欢迎您")).toBeInTheDocument();
}

beforeEach(() => queries.clear());
afterEach(() => {
  endSession();
  vi.restoreAllMocks();
});

describe("a scan while a field has the focus", () => {
  it("is no guest: neither in the name, nor on the kind, nor on the button", async () => {
    const { fake, user } = await desk();
    await user.keyboard("{F7}");
    const name = await screen.findByLabelText<HTMLInputElement>("姓名（可不填）");
    await user.type(name, "王老师");
    name.setSelectionRange(1, 1);
    await scan(fake);
    expect(name).toHaveValue("王老师");
    expect([name.selectionStart, document.activeElement]).toEqual([1, name]);

    for (const place of [screen.getByRole("radio", { name: "老干部" }), screen.getByRole("button", { name: /^登记/ })]) {
      place.focus();
      await pause();
      await fast.keyboard(`${CARD}{Enter}`);
      await pause(50);
      expect(name).toHaveValue("王老师");
    }
    expect(fake.of("checkin.guest")).toHaveLength(0);
    expect(fake.of("checkin.person")).toHaveLength(1);
  });

  it("is no group", async () => {
    const { fake, user } = await desk();
    await user.keyboard("{F6}");
    await screen.findByLabelText("单位或社团名称");
    await user.type(screen.getByLabelText("在职"), "3");
    await user.type(screen.getByLabelText("单位或社团名称"), "市卫健局");
    await scan(fake);
    expect(screen.getByLabelText("单位或社团名称")).toHaveValue("市卫健局");
    expect(fake.of("checkin.group")).toHaveLength(0);
    await user.keyboard("{Enter}");
    expect(fake.of("checkin.group")).toHaveLength(0);
    await pause(1000);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.of("checkin.group")[0]?.args).toMatchObject({ name: "市卫健局", heads: { in_service: 3 } }));
  });

  it("does not stand in the note for the next shift", async () => {
    const { fake, user } = await desk();
    await user.click(await screen.findByRole("button", { name: "交班留言" }));
    const note = await screen.findByRole("textbox");
    await user.type(note, "yaoshi{Enter}zai chouti");
    await scan(fake);
    expect(note).toHaveValue("yaoshi\nzai chouti");
    await user.keyboard("1");
    expect(note).toHaveValue("yaoshi\nzai chouti1");
  });

  it("leaves a choice as it was", async () => {
    const { fake } = await desk();
    const only = await screen.findByRole<HTMLSelectElement>("combobox");
    only.focus();
    await scan(fake);
    expect(only).toHaveValue("");
  });

  it("is whole though its first digits chose something and gave the focus back to the desk", async () => {
    const { fake } = await desk();
    const only = await screen.findByRole<HTMLSelectElement>("combobox");
    only.focus();
    await fast.keyboard(CARD.slice(0, 3));
    await fireEvent.update(only, "书屋");
    expect(document.activeElement).toHaveClass("desk");
    await fast.keyboard(`${CARD.slice(3)}{Enter}`);
    await waitFor(() => expect(fake.of("checkin.person")).toHaveLength(1));
    expect(fake.of("checkin.find").at(-1)?.args).toEqual({ words: CARD, at_desk: true });
    expect(only).toHaveValue("");
    expect(screen.getByRole("button", { name: "刷卡、扫码，或输入姓名、拼音、后四位" })).toBeInTheDocument();
  });

  it("presses no button of a dialog", async () => {
    const { fake, user } = await desk();
    await user.click(screen.getByRole("button", { name: "自助签到" }));
    const begin = await screen.findByRole("button", { name: /^开始/ });
    begin.focus();
    await scan(fake);
    expect(fake.of("self_service.begin")).toHaveLength(0);
  });

  it("is told from a person who types and presses Enter", async () => {
    const { fake, user } = await desk(found, {
      "checkin.guest": ({ name }) => ({ id: "g", name: name ?? "", heads: 1, at: "2026-03-05T14:26:00+08:00" }),
    });
    await user.keyboard("{F7}");
    await user.type(await screen.findByLabelText("姓名（可不填）"), "20000123{Enter}");
    await waitFor(() => expect(fake.of("checkin.guest").map((sent) => sent.args)).toEqual([expect.objectContaining({ name: "20000123" })]));
  });

  it("needs no Enter, and its late Enter submits nothing", async () => {
    const { fake, user } = await desk();
    await user.keyboard("{F7}");
    const name = await screen.findByLabelText("姓名（可不填）");
    await fast.keyboard(CARD);
    await waitFor(() => expect(fake.of("checkin.person")).toHaveLength(1));
    expect(name).toHaveValue("");
    await fast.keyboard("{Enter}");
    await fast.keyboard("abcdefgh");
    await pause(OVER + 50);
    expect(name).toHaveValue("abcdefgh");
    expect(fake.of("checkin.guest")).toHaveLength(0);
    expect(fake.of("checkin.find")).toHaveLength(1);
  });

  it("is an ID though the input method keeps its last letter and the Enter", async () => {
    const { fake, user } = await desk();
    await user.keyboard("{F7}");
    const name = await screen.findByLabelText("姓名（可不填）");
    await fast.keyboard(IDENTITY.slice(0, -1));
    await fireEvent.keyDown(name, { key: "Process", code: "KeyX", keyCode: 229, shiftKey: true });
    await fireEvent.keyDown(name, { key: "Process", code: "Enter", keyCode: 229 });
    await waitFor(() => expect(fake.of("checkin.find").map((sent) => sent.args)).toEqual([{ words: IDENTITY, at_desk: true }]));
    expect(name).toHaveValue("");
    expect(name).toHaveFocus();
  });

  it("that checks nobody in is said above the open panel, which stays as it is", async () => {
    const { user } = await desk();
    await user.keyboard("{F7}");
    const name = await screen.findByLabelText("姓名（可不填）");
    await user.type(name, "王老师");
    await pause();
    await fast.keyboard("2009999999{Enter}");
    expect(await screen.findByTestId("card-notice")).toHaveTextContent("这张卡已挂失");
    expect(name).toHaveFocus();
    expect(name).toHaveValue("王老师");
  });

  it("that fits two brings the matches before the panel, and Esc brings the panel back", async () => {
    const both = { matches: [one, two], total: 2, enter: null, refused: null, signed: null };
    const { fake, user } = await desk((words) => (words === "2007654321" ? both : found(words)));
    await user.keyboard("{F7}");
    const name = await screen.findByLabelText("姓名（可不填）");
    await user.type(name, "王老师");
    await pause();
    await fast.keyboard("2007654321{Enter}");
    expect(await screen.findByText("岩温罕")).toBeInTheDocument();
    expect(name).not.toBeVisible();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(name).toBeVisible());
    expect(name).toHaveValue("王老师");
    await waitFor(() => expect(name).toHaveFocus());
    await pause(3100);
    await fast.keyboard("2007654321{Enter}");
    await screen.findByText("岩温罕");
    await user.keyboard("{ArrowDown}{Enter}");
    await waitFor(() => expect(fake.of("checkin.person")).toHaveLength(1));
    await waitFor(() => expect(name).toHaveFocus());
  });

  it("is no telephone number, and what is asked is asked of the next person", async () => {
    const ask = { field: "phones", label: "联系电话", kind: "phones" };
    const { fake, user } = await desk(found, { "checkin.person": ({ person }) => ({ ...done(person, false), ask }) });
    await user.keyboard("ywh{Enter}");
    await user.keyboard("{F9}");
    const field = await screen.findByLabelText("请问 岩温罕 同志的联系电话");
    await waitFor(() => expect(field).toHaveFocus());
    await user.type(field, "138");
    await pause();
    await fast.keyboard("2009999999{Enter}");
    expect(await screen.findByTestId("card-notice")).toBeInTheDocument();
    expect(field).toHaveValue("138");
    await pause();
    await fast.keyboard(`${CARD}{Enter}`);
    expect(await screen.findByLabelText("请问 玉香 同志的联系电话")).toHaveValue("");
    expect(document.activeElement).toHaveClass("desk");
    expect(fake.of("person.save")).toHaveLength(0);
  });
});
