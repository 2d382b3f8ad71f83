import { computed, ref, watch } from "vue";
import { call, readAgain, toCommandError } from "@/api";
import type { Left } from "@/generated/Left";
import type { Matches } from "@/generated/Matches";
import { play, type Sound } from "@/lib/sound";
import { greet } from "@/lib/voice";
import { text } from "@/text";
import { useAfter } from "./after";
import { bandOfLeft, bandOfPerson, isWelcome, useBand, type Band } from "./band";
import { discreet, isWholeIdentity, rereads, scannedText, type Stroke } from "./burst";
import { looksLikeCard, tailOf, useCards } from "./cards";
import type { Carried } from "./context";
import { whatEnterDoes } from "./enter";
import { useLookup } from "./lookup";
import { forgetLeft, remember, undoNewest, undoOne, type TakenBack, type Undoable } from "./mine";
import { useSettle } from "./settle";

/** A second Enter within this time belongs to the first. */
const ECHO = 1000;

function undoneWords({ name, card, back_entered }: Undoable, records: number): { title: string; line: string } {
  if (card !== undefined) return { title: text.checkin.unboundTitle(card), line: text.checkin.unboundText(name) };
  return { title: text.checkin.undoneTitle(name), line: back_entered ? text.checkin.undoneSheet(records) : text.checkin.undoneText };
}

const SOUND_OF: Record<Band["tone"], Sound | null> = {
  good: "good",
  repeat: "repeat",
  attention: "attention",
  plain: null,
  left: null,
};

/** Everything the desk does, without its looks: words, matches, Enter, the band, undo. `carried`: what people come for. */
export function useDesk(carried: () => Carried) {
  const words = ref("");
  /** True while the box is a text field, for the input method. */
  const typing = ref(false);
  const chosen = ref<string | null>(null);
  /** Somebody pressed Enter and nobody, or more than one, was meant. */
  const hint = ref<"choose" | "nobody" | null>(null);
  const find = (asked: string) => call("checkin.find", { words: asked, at_desk: true });
  const lookup = useLookup(find);
  const { band, show, dismiss } = useBand();
  let strokes: Stroke[] = [];
  // Words and people whose check-in is on its way: the same key pressed twice is one check-in.
  const underWay = new Set<string>();
  const errands = new Set<Promise<unknown>>();
  let lastEnter = -Infinity;
  const readings = rereads();
  const cards = useCards();
  const settle = useSettle(present);
  const { after, begin: beginAfter, finish: finishAfter, leave: leaveAfter } = useAfter();

  const matches = computed(() => lookup.answer.value?.matches ?? []);
  watch(lookup.answer, (answer) => (chosen.value = answer?.enter ?? null));
  /** Somebody is being looked for or has to be chosen: the matches must be in sight. */
  const seeking = computed(() => words.value !== "" || cards.binding.value !== null);
  /** The card nobody has that could be given to somebody now: scanned, or typed and ended with Enter. */
  const offered = computed(() => cards.unknown.value ?? (hint.value === "nobody" && looksLikeCard(words.value) ? words.value.trim() : null));

  function announce(next: Band): void {
    show(next);
    cards.stopped.value = null;
    const sound = SOUND_OF[next.tone];
    if (sound) play(sound);
  }

  function setWords(next: string, at = performance.now()): void {
    words.value = next;
    hint.value = null;
    cards.stopped.value = null;
    if (band.value?.tone === "attention") dismiss();
    chosen.value = null;
    lookup.look(settle.hear(next, at) ? "" : next);
  }

  function add(char: string, at: number): void {
    strokes.push({ char, at });
    setWords(words.value + char, at);
  }

  /** Remembers a key that a text field takes by itself. */
  function note(char: string, at: number): void {
    strokes.push({ char, at });
  }

  /** Empties the box and lets go of the text field. */
  function rest(): void {
    settle.cancel();
    words.value = "";
    typing.value = false;
    hint.value = null;
    strokes = [];
    lookup.look("");
  }

  /** Esc: gives up what was begun. True when there was something. */
  function escape(): boolean {
    const busy = words.value !== "" || typing.value || cards.binding.value !== null;
    readings.forget();
    cards.leave();
    cards.stopped.value = null;
    if (busy) rest();
    return busy || leaveAfter();
  }

  /** The card that was offered looks for its person: from now on a choice gives it to them. */
  function bind(): void {
    const code = offered.value;
    if (code === null) return;
    dismiss();
    rest();
    cards.begin(code);
  }

  /** Undo waits for what was begun before it. */
  function errand(task: Promise<void>): Promise<void> {
    errands.add(task);
    return task.finally(() => errands.delete(task));
  }

  /** A scan or a whole number is its own errand: the next one may come while this is still on its way. */
  function takeWhole(scanned: string): Promise<void> {
    return errand(lookUpWhole(scanned));
  }

  async function lookUpWhole(scanned: string): Promise<void> {
    let answer: Matches;
    try {
      answer = await find(scanned);
    } catch (reason) {
      announce({ tone: "attention", title: text.errors.title, line: toCommandError(reason).message, say: null });
      return;
    }
    const means = whatEnterDoes(answer, null);
    // While a card looks for its person, a citizen number names them; another card is the next in the queue.
    if (typeof means === "object") await (isWholeIdentity(scanned) ? take(means.person, "", answer) : checkIn(means.person, "", answer));
    else if (means === "choose") {
      if (words.value === "") {
        words.value = scanned;
        lookup.look(scanned);
      }
      hint.value = "choose";
      play("attention");
    } else if (answer.refused !== null || looksLikeCard(scanned)) {
      dismiss();
      cards.stopped.value = { code: scanned, why: answer.refused };
      play("attention");
    } else {
      const title = text.checkin.notFoundTitle(discreet(scanned));
      announce({ tone: "attention", title, line: text.checkin.notFoundTry, say: null });
    }
  }

  /** True when Enter was ours. */
  function enter(at: number): boolean {
    const scanned = scannedText(strokes, at) ?? settle.waiting();
    if (scanned === null && words.value.trim() === "") return at - lastEnter < ECHO;
    lastEnter = at;
    if (scanned === null) void errand(enterTyped(at));
    else present(scanned, at);
    return true;
  }

  /** What a scanner typed into another field of the desk. */
  function scan(code: string, at: number): void {
    lastEnter = at;
    present(code, at);
  }

  /** A card or a whole number was read: each reading is one check-in, and the card that looks for its person is none. */
  function present(code: string, at: number): void {
    rest();
    if (!readings.isAgain(code.toUpperCase(), at) && code !== cards.binding.value) void takeWhole(code);
  }

  async function enterTyped(at: number): Promise<void> {
    const asked = words.value;
    if (underWay.has(asked)) return;
    // A scanner as slow as fingers reads a card again too.
    if (looksLikeCard(asked) && hint.value === null && (asked === cards.binding.value || readings.isAgain(asked, at))) {
      rest();
      return;
    }
    underWay.add(asked);
    try {
      const answer = await lookup.settled();
      // Whoever went on typing has changed their mind.
      if (words.value !== asked || answer === null) return;
      const means = whatEnterDoes(answer, chosen.value);
      if (typeof means === "object") {
        await take(means.person);
        return;
      }
      hint.value = means;
      // A row chosen now is no reading.
      if (means === "choose") readings.forget();
      play("attention");
    } finally {
      underWay.delete(asked);
    }
  }

  /** Whoever was chosen: gets the card that looks for its person, where one does, and is checked in. */
  async function take(person: string, asked = words.value, answer = lookup.answer.value): Promise<void> {
    const code = cards.binding.value;
    if (code === null) return checkIn(person, asked, answer);
    if (underWay.has(code)) return;
    underWay.add(code);
    const given = await cards.give(person);
    underWay.delete(code);
    if (!given) return void play("attention");
    const name = answer?.matches.find((match) => match.person === person)?.name ?? "";
    if (given.operation !== null) remember({ id: given.operation, name, card: tailOf(code) });
    await checkIn(person, asked, answer, text.checkin.bound(tailOf(code)));
  }

  /**
   * `asked`: the words this answers; they leave the box when it is done. `answer`: what they were found by, for whoever
   * signed the list of an event comes to that event. `also`: what was done besides.
   */
  async function checkIn(person: string, asked: string, answer: Matches | null, also = ""): Promise<void> {
    if (underWay.has(person)) return;
    for (const key of [person, asked]) underWay.add(key);
    try {
      const done = await call("checkin.person", { person, ...carried(), ...(answer?.signed ? { event: answer.signed } : {}) });
      if (asked !== "" && words.value === asked) rest();
      const said = bandOfPerson(done);
      announce(also === "" ? said : { ...said, line: `${said.line} · ${also}` });
      beginAfter(done);
      if (isWelcome(done)) greet(done.name);
      if (done.returned) forgetLeft(done);
      if (!done.repeat) remember({ id: done.id, name: done.name });
    } catch (reason) {
      announce({ tone: "attention", title: text.errors.title, line: toCommandError(reason).message, say: null });
    } finally {
      for (const key of [person, asked]) underWay.delete(key);
    }
    void readAgain("checkin.day", "checkin.inside", "event.list");
  }

  /** Notes that somebody left, or, `back`, that they are still here after all. */
  async function leave(id: string, back = false): Promise<void> {
    try {
      const done = await call("checkin.leave", { id, back });
      if (back) forgetLeft(done);
      else if (done.changed) remember({ id, name: done.name, person: done.person, leaving: true });
      announce(bandOfLeft(done));
    } catch (reason) {
      announce({ tone: "attention", title: text.errors.title, line: toCommandError(reason).message, say: null });
    }
    await readAgain("checkin.day", "checkin.inside");
  }

  async function sayUndone(entry: Undoable, result: TakenBack | Left): Promise<void> {
    leaveAfter();
    // Somebody checked in by mistake and taken back may present the card again at once.
    readings.forget();
    if (typeof result === "number") {
      announce({ tone: "plain", ...undoneWords(entry, result), say: null });
    } else if (result === "gone") {
      announce({ tone: "plain", title: entry.card ? text.checkin.unboundBefore(entry.card) : text.checkin.goneTitle(entry.name), line: text.checkin.goneText, say: null });
    } else if ("minutes" in result) {
      announce(bandOfLeft(result));
    } else {
      announce({ tone: "attention", title: text.errors.title, line: result.message, say: null });
      return;
    }
    await readAgain("checkin.day", "checkin.inside", "event.list");
  }

  async function undo(entry: Undoable): Promise<void> {
    const done = await undoOne(entry);
    await sayUndone(done.entry, done.result);
  }

  async function undoLast(): Promise<void> {
    const done = await undoNewest(() => Promise.allSettled(errands));
    if (done) await sayUndone(done.entry, done.result);
    else announce({ tone: "attention", title: text.checkin.nothingToUndo, line: "", say: null });
  }

  function move(step: number): void {
    const rows = matches.value;
    if (rows.length === 0) return;
    const at = rows.findIndex((match) => match.person === chosen.value);
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : (at + step + rows.length) % rows.length;
    chosen.value = rows[next]?.person ?? null;
    hint.value = null;
    // The Enter that takes this row is no reading of the card that fits them all.
    readings.forget();
  }

  return {
    checkIn: (person: string) => errand(take(person)),
    words, typing, chosen, hint, matches, band, cards, offered, seeking,
    answer: lookup.answer, looking: lookup.looking, error: lookup.error,
    after, finishAfter, scan,
    setWords, add, note, rest, enter, undo, undoLast, remember, move, announce, dismiss, escape, bind,
    leave: (id: string, back = false) => errand(leave(id, back)),
  };
}

export type Desk = ReturnType<typeof useDesk>;
