import { computed, ref, watch, type Ref } from "vue";
import { call, readAgain, toCommandError } from "@/api";
import type { Matches } from "@/generated/Matches";
import { text } from "@/text";
import { bandOfPerson, useBand, type Band } from "./band";
import { discreet, isWholeIdentity, scannedText, type Stroke } from "./burst";
import { whatEnterDoes } from "./enter";
import { useLookup } from "./lookup";
import { play, type Sound } from "./sound";

interface Undoable {
  id: string;
  name: string;
}

// Check-ins of this desk, newest last. They outlive the page and a lock: the last one can still be taken back.
const mine: Undoable[] = [];

const SOUND_OF: Record<Band["tone"], Sound | null> = {
  good: "good",
  repeat: "repeat",
  attention: "attention",
  plain: null,
};

/** Everything the desk does, without its looks: words, matches, Enter, the band, undo. */
export function useDesk(purpose: Ref<string | undefined>) {
  const words = ref("");
  /** True while the box is a text field, for the input method. */
  const typing = ref(false);
  const chosen = ref<string | null>(null);
  /** Somebody pressed Enter and nobody, or more than one, was meant. */
  const hint = ref<"choose" | "nobody" | null>(null);
  const lookup = useLookup((asked) => call("checkin.find", { words: asked }));
  const { band, show, dismiss } = useBand();
  let strokes: Stroke[] = [];

  const matches = computed(() => lookup.answer.value?.matches ?? []);
  watch(lookup.answer, (answer) => (chosen.value = answer?.enter ?? null));

  function announce(next: Band): void {
    show(next);
    const sound = SOUND_OF[next.tone];
    if (sound) play(sound);
  }

  function setWords(next: string): void {
    words.value = next;
    hint.value = null;
    if (band.value?.tone === "attention") dismiss();
    chosen.value = null;
    if (isWholeIdentity(next)) {
      rest();
      void takeWhole(next.trim());
    } else lookup.look(next);
  }

  function add(char: string, at: number): void {
    strokes.push({ char, at });
    setWords(words.value + char);
  }

  /** Remembers a key that a text field takes by itself. */
  function note(char: string, at: number): void {
    strokes.push({ char, at });
  }

  /** Empties the box and lets go of the text field. */
  function rest(): void {
    words.value = "";
    typing.value = false;
    hint.value = null;
    strokes = [];
    lookup.look("");
  }

  /** A scan or a whole number is its own errand: the next one may come while this is still on its way. */
  async function takeWhole(scanned: string): Promise<void> {
    let answer: Matches;
    try {
      answer = await call("checkin.find", { words: scanned });
    } catch (reason) {
      announce({ tone: "attention", title: text.errors.title, line: toCommandError(reason).message, say: null });
      return;
    }
    const means = whatEnterDoes(answer, null);
    if (typeof means === "object") await checkIn(means.person);
    else if (means === "choose") {
      if (words.value === "") {
        words.value = scanned;
        lookup.look(scanned);
      }
      hint.value = "choose";
      play("attention");
    } else {
      const title = text.checkin.notFoundTitle(discreet(scanned));
      announce({ tone: "attention", title, line: text.checkin.notFoundTry, say: null });
    }
  }

  /** True when Enter was ours. */
  function enter(at: number): boolean {
    const scanned = scannedText(strokes, at);
    if (scanned !== null) {
      rest();
      void takeWhole(scanned);
      return true;
    }
    if (words.value.trim() === "") return false;
    void enterTyped();
    return true;
  }

  async function enterTyped(): Promise<void> {
    const asked = words.value;
    const answer = await lookup.settled();
    // Whoever went on typing has changed their mind.
    if (words.value !== asked || answer === null) return;
    const means = whatEnterDoes(answer, chosen.value);
    if (typeof means === "object") {
      await checkIn(means.person);
      return;
    }
    hint.value = means;
    play("attention");
  }

  async function checkIn(person: string): Promise<void> {
    const asked = words.value;
    try {
      const done = await call("checkin.person", { person, ...(purpose.value ? { purpose: purpose.value } : {}) });
      if (words.value === asked) rest();
      announce(bandOfPerson(done));
      if (!done.repeat) mine.push({ id: done.id, name: done.name });
      await readAgain("checkin.day");
    } catch (reason) {
      announce({ tone: "attention", title: text.errors.title, line: toCommandError(reason).message, say: null });
    }
  }

  async function undo(entry: Undoable): Promise<void> {
    try {
      await call("checkin.undo", { id: entry.id });
      const at = mine.findIndex((done) => done.id === entry.id);
      if (at >= 0) mine.splice(at, 1);
      announce({ tone: "plain", title: text.checkin.undoneTitle(entry.name), line: text.checkin.undoneText, say: null });
      await readAgain("checkin.day");
    } catch (reason) {
      announce({ tone: "attention", title: text.errors.title, line: toCommandError(reason).message, say: null });
    }
  }

  async function undoLast(): Promise<void> {
    const last = mine.at(-1);
    if (last) await undo(last);
    else announce({ tone: "attention", title: text.checkin.nothingToUndo, line: "", say: null });
  }

  /** A group or guest of this desk can be taken back like a person. */
  function remember(entry: Undoable): void {
    mine.push(entry);
  }

  function move(step: number): void {
    const rows = matches.value;
    if (rows.length === 0) return;
    const at = rows.findIndex((match) => match.person === chosen.value);
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : (at + step + rows.length) % rows.length;
    chosen.value = rows[next]?.person ?? null;
    hint.value = null;
  }

  return {
    words, typing, chosen, hint, matches, band,
    answer: lookup.answer, looking: lookup.looking, error: lookup.error,
    setWords, add, note, rest, enter, checkIn, undo, undoLast, remember, move, announce, dismiss,
  };
}

export type Desk = ReturnType<typeof useDesk>;
