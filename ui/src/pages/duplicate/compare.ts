import type { ComparedFact } from "@/generated/ComparedFact";
import type { MergePeople } from "@/generated/MergePeople";

/** The two places of a comparison, as the server names them. */
export type Place = "one" | "other";

/** Which record a person chose for a field; a field nobody touched stays with the record that is kept. */
export type Choices = Readonly<Record<string, Place | undefined>>;

/** When a state began goes with the state: it is not chosen by itself, nor filled from the other. */
const WITH_STATE = "state_since";

export const across = (place: Place): Place => (place === "one" ? "other" : "one");

/** What becomes of a fact: `choose` which stays, `join` both, `fill` what the kept one lacks, `state` goes with it. */
export type Fate = "same" | "choose" | "join" | "fill" | "keep" | "state";

export function fateOf(fact: ComparedFact, kept: Place): Fate {
  if (fact.field === WITH_STATE) return fact.one === fact.other ? "same" : "state";
  if (fact.differs) return fact.joins ? "join" : "choose";
  if (fact.one !== "" && fact.other !== "") return "same";
  return fact[kept] === "" ? "fill" : "keep";
}

export const chosenOf = (field: string, kept: Place, choices: Choices): Place => choices[field] ?? kept;

export const toChoose = (facts: readonly ComparedFact[], kept: Place) => facts.filter((fact) => fateOf(fact, kept) === "choose");

/** The fields to take from the record that goes: only those to choose, where it was chosen. */
export function takenFields(facts: readonly ComparedFact[], kept: Place, choices: Choices): string[] {
  return toChoose(facts, kept)
    .filter((fact) => chosenOf(fact.field, kept, choices) !== kept)
    .map((fact) => fact.field);
}

export function mergeOf(pair: Readonly<Record<Place, string>>, facts: readonly ComparedFact[], kept: Place, choices: Choices): MergePeople {
  return { kept: pair[kept], gone: pair[across(kept)], take: takenFields(facts, kept, choices) };
}
