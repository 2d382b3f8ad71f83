import { computed, ref, watch, type Ref } from "vue";
import { call } from "@/api";
import type { Match } from "@/generated/Match";
import { text } from "@/text";
import { whatEnterDoes } from "./enter";
import { isComposing, rowOfDigit } from "./keys";
import { useLookup } from "./lookup";

/**
 * Somebody is found by what stands in a box and taken by Enter, a digit or a press; the arrows go through those who fit.
 * `event`: the one whose list is open, where there is one; `signed`: they were found by the code beside their name on it.
 */
export function usePicking(words: Ref<string>, take: (match: Match, signed: boolean) => unknown, event: () => string | undefined = () => undefined) {
  const lookup = useLookup((asked) => call("checkin.find", event() === undefined ? { words: asked } : { words: asked, event: event() }));
  const chosen = ref<string | null>(null);
  const hint = ref<"choose" | "nobody" | null>(null);
  const open = ref(false);

  const matches = computed(() => lookup.answer.value?.matches ?? []);
  const shown = computed(() => open.value && matches.value.length > 0);
  /** What Enter could not do, and what to do instead. */
  const asked = computed(() => {
    if (hint.value === "nobody") return lookup.answer.value?.refused ?? text.event.nobody(words.value.trim());
    if (hint.value === "choose") return (/\d/.test(words.value) ? text.paper.chooseByArrows : text.paper.choose)(lookup.answer.value?.total ?? 0);
    return "";
  });
  watch(lookup.answer, (answer) => (chosen.value = answer?.enter ?? null));

  function setWords(next: string): void {
    words.value = next;
    hint.value = null;
    chosen.value = null;
    open.value = true;
    lookup.look(next);
  }

  async function enter(): Promise<void> {
    const mine = words.value;
    if (mine.trim() === "") return;
    open.value = true;
    const answer = await lookup.settled();
    if (answer === null || words.value !== mine) return;
    const means = whatEnterDoes(answer, chosen.value);
    if (typeof means !== "object") {
      hint.value = means;
      return;
    }
    const match = answer.matches.find((one) => one.person === means.person);
    if (match) await take(match, answer.signed);
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
    const pick = shown.value && !lookup.looking.value ? rowOfDigit(event.key, words.value, matches.value.length) : null;
    const match = pick === null ? undefined : matches.value[pick];
    if (match) void take(match, lookup.answer.value?.signed ?? false);
    else if (event.key === "Enter") void enter();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && shown.value) move(event.key === "ArrowDown" ? 1 : -1);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { open, matches, chosen, shown, asked, error: lookup.error, setWords, enter, press };
}
