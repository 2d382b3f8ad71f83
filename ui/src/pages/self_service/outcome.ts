import type { SelfWelcome } from "@/generated/SelfWelcome";
import { text } from "@/text";

/** What the screen says to whoever stands before it. */
export interface Outcome {
  tone: "good" | "repeat" | "attention";
  title: string;
  line: string;
  facts: readonly string[];
}

export function outcomeOf(welcome: SelfWelcome): Outcome {
  const title = text.selfService.hello(welcome.name);
  const visits = text.selfService.visits(welcome.visits_this_year);
  return welcome.repeat
    ? { tone: "repeat", title, line: text.selfService.repeat(welcome.at), facts: [visits] }
    : { tone: "good", title, line: text.selfService.done, facts: [visits, welcome.at] };
}

export function outcomeOfRefusal(message: string): Outcome {
  return { tone: "attention", title: message, line: "", facts: [] };
}
