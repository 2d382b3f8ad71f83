import { onScopeDispose, shallowRef } from "vue";
import type { CheckedIn } from "@/generated/CheckedIn";
import type { GroupCheckedIn } from "@/generated/GroupCheckedIn";
import type { Left } from "@/generated/Left";
import { timeOf } from "@/lib/when";
import { text } from "@/text";
import { leftLine } from "./leave";

export interface Band {
  tone: "good" | "repeat" | "attention" | "plain" | "left";
  title: string;
  line: string;
  say: string | null;
}

export const BAND_TIME = 4000;

/** Here already today for something else: this is noted too, and no second welcome. */
const cameBefore = (done: CheckedIn): boolean => !done.repeat && done.first_at < done.at;

/** Whoever comes, or comes back, is greeted; whoever is here already is not. */
export const isWelcome = (done: CheckedIn): boolean => done.returned || !(done.repeat || cameBefore(done));

/** Also the event they are marked at by it. */
export function bandOfPerson(done: CheckedIn): Band {
  const band = bandOfVisit(done);
  return done.event === null ? band : { ...band, line: text.checkin.intoEvent(band.line, done.event) };
}

function bandOfVisit(done: CheckedIn): Band {
  // Back after lunch: the visit goes on, so it is a welcome, and no second count.
  if (done.returned) {
    return {
      tone: "good",
      title: text.checkin.returnedTitle(done.name),
      line: text.checkin.returned(timeOf(done.first_at)),
      say: done.say,
    };
  }
  if (done.repeat) {
    return {
      tone: "repeat",
      title: text.checkin.repeatTitle(done.name),
      line: text.checkin.repeat(timeOf(done.first_at)),
      say: done.say,
    };
  }
  if (cameBefore(done)) {
    return {
      tone: "repeat",
      title: text.checkin.repeatTitle(done.name),
      line: text.checkin.notedToo(timeOf(done.first_at), done.visits_this_year),
      say: done.say,
    };
  }
  return {
    tone: "good",
    title: text.checkin.greeting(done.name),
    line: text.checkin.success(timeOf(done.at), done.visits_this_year),
    say: done.say,
  };
}

export function bandOfHeads(done: GroupCheckedIn): Band {
  return {
    tone: "good",
    title: text.checkin.noted(done.name, done.heads),
    line: text.checkin.notedTime(timeOf(done.at)),
    say: null,
  };
}

export function bandOfLeft(done: Left): Band {
  return done.at === null
    ? { tone: "plain", title: text.checkin.backInTitle(done.name), line: text.checkin.backInText, say: null }
    : { tone: "left", title: text.checkin.leftTitle(done.name), line: leftLine(timeOf(done.at), done.minutes), say: null };
}

/** What the screen says to the person standing there, for four seconds. */
export function useBand() {
  const band = shallowRef<Band | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(next: Band): void {
    clearTimeout(timer);
    band.value = next;
    // A refusal stays until the next key: the clerk must have time to read what to do.
    if (next.tone !== "attention") timer = setTimeout(() => (band.value = null), BAND_TIME);
  }

  function dismiss(): void {
    clearTimeout(timer);
    band.value = null;
  }

  onScopeDispose(() => clearTimeout(timer));
  return { band, show, dismiss };
}
