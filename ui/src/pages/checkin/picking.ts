import { computed, ref, watch, type Ref } from "vue";
import { call, toCommandError } from "@/api";
import type { Find } from "@/generated/Find";
import type { Match } from "@/generated/Match";
import type { Matches } from "@/generated/Matches";
import { text } from "@/text";
import { discreet } from "./burst";
import { whatEnterDoes } from "./enter";
import { isComposing, rowOfDigit } from "./keys";
import { useLookup } from "./lookup";

interface PickingOptions {
  /** The event whose list is open: the codes beside the names on its sheet are understood. */
  event?: () => string | undefined;
  /** One scan comes after another: what was scanned leaves the box at once, and each is looked up by itself. */
  scans?: boolean;
}

/** Of a card, a row of a list, or a citizen number. */
const SCANNED = /^(\d{6,32}|\d{17}[Xx])$/;

/**
 * Somebody is found by what stands in a box and taken by Enter, a digit or a press; the arrows go through those who fit.
 * `signed`: they were found by the code beside their name on the list of the open event. `scanned`: their code has left the
 * box already, where the next one may be coming in.
 */
export function usePicking(words: Ref<string>, take: (match: Match, signed: boolean, scanned: boolean) => unknown, { event = () => undefined, scans = false }: PickingOptions = {}) {
  const find = (asked: string): Promise<Matches> => {
    const open = event();
    const request: Find = open === undefined ? { words: asked } : { words: asked, event: open };
    return call("checkin.find", request);
  };
  const lookup = useLookup(find);
  const chosen = ref<string | null>(null);
  const hint = ref<"choose" | "nobody" | null>(null);
  const open = ref(false);
  /** Why the last scan led nowhere; said until something else is done. */
  const stopped = ref("");
  /** How many scans led nowhere, and how many of them came back into the box: each is heard, also where it is said alike. */
  const misses = ref(0);
  const returned = ref(0);

  const matches = computed(() => lookup.answer.value?.matches ?? []);
  const shown = computed(() => open.value && matches.value.length > 0);
  /** What Enter could not do, and what to do instead. */
  const asked = computed(() => {
    if (hint.value === "nobody") return lookup.answer.value?.refused ?? text.event.nobody(words.value.trim());
    if (hint.value === "choose") return (/\d/.test(words.value) ? text.paper.chooseByArrows : text.paper.choose)(lookup.answer.value?.total ?? 0);
    return stopped.value;
  });
  watch(lookup.answer, (answer) => (chosen.value = answer?.enter ?? null));

  function setWords(next: string): void {
    words.value = next;
    hint.value = null;
    chosen.value = null;
    open.value = true;
    if (next !== "" && !/^\d/.test(next)) stopped.value = "";
    lookup.look(next);
  }

  function pick(match: Match, answer: Matches | null, scanned = false): unknown {
    stopped.value = "";
    return take(match, (answer?.signed ?? null) !== null, scanned);
  }

  async function enter(): Promise<void> {
    const mine = words.value;
    if (mine.trim() === "") return;
    open.value = true;
    if (scans && SCANNED.test(mine.trim())) return takeScan(mine.trim());
    const answer = await lookup.settled();
    if (answer === null || words.value !== mine) return;
    const means = whatEnterDoes(answer, chosen.value);
    if (typeof means !== "object") {
      hint.value = means;
      return;
    }
    const match = answer.matches.find((one) => one.person === means.person);
    if (match) await pick(match, answer);
  }

  /** The box is ready for the next one while this is still looked up. */
  async function takeScan(code: string): Promise<void> {
    const row = chosen.value;
    const place = event();
    setWords("");
    stopped.value = "";
    let answer: Matches;
    try {
      answer = await find(code);
    } catch (reason) {
      return stop(toCommandError(reason).message);
    }
    // Whoever went on to another list meanwhile did not mean that one.
    if (event() !== place) return stop(text.event.wentOn);
    const means = whatEnterDoes(answer, row);
    const match = typeof means === "object" ? answer.matches.find((one) => one.person === means.person) : undefined;
    if (match) await pick(match, answer, true);
    else if (answer.refused !== null) stop(answer.refused);
    else if (words.value === "") await giveBack(code, means === "choose" ? "choose" : "nobody");
    else stop(means === "choose" ? text.paper.chooseByArrows(answer.total) : text.event.nobody(discreet(code)));
  }

  function stop(why: string): void {
    stopped.value = why;
    misses.value += 1;
  }

  /** What was scanned or typed stands in the box again, to be chosen from or mended; the next scan takes its place. */
  async function giveBack(code: string, why: "choose" | "nobody"): Promise<void> {
    setWords(code);
    await lookup.settled();
    if (words.value !== code) return;
    hint.value = why;
    misses.value += 1;
    returned.value += 1;
  }

  function move(step: number): void {
    const rows = matches.value;
    const at = rows.findIndex((match) => match.person === chosen.value);
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : (at + step + rows.length) % rows.length;
    chosen.value = rows[next]?.person ?? null;
  }

  /** True where the key was meant for those who fit. */
  function press(event: KeyboardEvent): boolean {
    if (isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return false;
    const row = shown.value && !lookup.looking.value ? rowOfDigit(event.key, words.value, matches.value.length) : null;
    const match = row === null ? undefined : matches.value[row];
    if (match) void choose(match);
    else if (event.key === "Enter") void enter();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && shown.value) move(event.key === "ArrowDown" ? 1 : -1);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** One of those shown, by a press or a digit. */
  const choose = (match: Match) => pick(match, lookup.answer.value);

  return { open, matches, chosen, shown, asked, misses, returned, error: lookup.error, setWords, enter, press, choose };
}
