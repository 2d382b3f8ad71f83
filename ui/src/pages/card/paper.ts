import { nextTick, shallowRef } from "vue";
import { useAction, usePlatform, readAgain } from "@/api";
import type { CardFace } from "@/generated/CardFace";

/** Puts the cards of some people on paper; who has none is given one. */
export function useCardPaper() {
  const paper = shallowRef<readonly CardFace[]>([]);
  const faces = useAction("card.faces");

  async function print(people: readonly string[]): Promise<boolean> {
    const answer = await faces.run({ people: [...people] });
    if (!answer) return false;
    paper.value = answer;
    await nextTick();
    usePlatform().print();
    await readAgain("person.get", "person.history");
    return true;
  }

  return { paper, print, busy: faces.busy, error: faces.error };
}
