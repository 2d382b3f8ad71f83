import { VueQueryPlugin } from "@tanstack/vue-query";
import { render, screen } from "@testing-library/vue";
import userEvent from "@testing-library/user-event";
import { createMemoryHistory, createRouter } from "vue-router";
import { queries } from "@/api";
import type { CheckedIn } from "@/generated/CheckedIn";
import type { Match } from "@/generated/Match";
import type { Matches } from "@/generated/Matches";
import CheckinPage from "@/pages/checkin/CheckinPage.vue";
import { fakePlatform } from "./fakePlatform";

export const match = (person: string, name: string): Match => ({
  person, name, sex: "男", birth: "1949-03", age: "77", ethnicity: "傣族", branch: "财贸支部", unit: "供销社",
  today: null, say: null, event: null, exact: false, has_photo: false,
});
export const one = match("p1", "岩温罕");
export const two = match("p2", "玉香");

export function found(words: string): Matches {
  if (words === "ywh") return { matches: [one], total: 1, enter: "p1", refused: null, signed: null };
  if (words === "2001234567") return { matches: [two], total: 1, enter: "p2", refused: null, signed: null };
  if (words === "y") return { matches: [one, two], total: 2, enter: null, refused: null, signed: null };
  if (words === "2009999999") return { matches: [], total: 0, enter: null, refused: "这张卡已挂失（2026-03-01），不能再用，请收回。", signed: null };
  return { matches: [], total: 0, enter: null, refused: null, signed: null };
}

export const done = (person: string, repeat: boolean): CheckedIn => ({
  id: `v-${person}`, person, name: person === "p1" ? "岩温罕" : "玉香", at: `2026-03-05T${repeat ? "09:12" : "14:26"}:00+08:00`, repeat, returned: false, event: null,
  first_at: `2026-03-05T${repeat ? "09:12" : "14:26"}:00+08:00`, visits_this_year: 37, say: null, notice: null, expired_card: null, ask: null,
});

/** The desk on a fresh page, with everything it asks answered from memory. */
export async function desk(find: (words: string) => Matches | Promise<Matches> = found, more: Parameters<typeof fakePlatform>[0] = {}) {
  const here = new Set<string>();
  const fake = fakePlatform({
    "system.status": () => ({
      stage: "open", version: "", host: "browser", today: "2026-03-05", now: "2026-03-05T14:26:00+08:00", centre: "中心",
      region: "", operator: { name: "玉香", role: "desk" }, recovery_pending: false, last_backup: null,
    }),
    "purpose.list": () => [
      { id: "q1", name: "活动中心", retired: false },
      { id: "q2", name: "书屋", retired: false },
      { id: "q3", name: "旧用途", retired: true },
    ],
    "checkin.day": () => ({ day: "2026-03-05", visits: here.size, persons: here.size, anonymous: 0, inside: null, hours: [], stream: [], total: 0 }),
    "checkin.find": ({ words }) => find(words),
    "shift.list": () => [],
    "event.list": () => [],
    "checkin.person": ({ person }) => {
      const repeat = here.has(person);
      here.add(person);
      return done(person, repeat);
    },
    "checkin.undo": ({ id }) => {
      here.delete(id.slice(2));
      return { undone: 1, kept: [] };
    },
    ...more,
  });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ["/", "/person/:id", "/new", "/paper", "/history"].map((path, i) => ({
      path, name: ["checkin", "person", "person-new", "checkin-paper", "checkin-history"][i] ?? "", component: CheckinPage,
    })),
  });
  await router.push("/");
  render(CheckinPage, { global: { plugins: [router, [VueQueryPlugin, { queryClient: queries }]] } });
  await screen.findByRole("button", { name: /活动中心/ });
  const user = userEvent.setup({ delay: 40 });
  return { fake, user };
}
