import { computed, nextTick, shallowRef } from "vue";
import { call, toCommandError, useAction, usePlatform, readAgain, type CommandError } from "@/api";
import type { CardFace } from "@/generated/CardFace";
import { paperDrawn } from "@/lib/paperDrawn";
import { addressOf } from "@/lib/photo";

/** A face and, where there is one, the photo on it. */
export interface Pictured extends CardFace {
  photo: string | null;
}

async function pictured(face: CardFace): Promise<Pictured> {
  const { jpeg } = await call("photo.get", { id: face.person });
  return { ...face, photo: jpeg && addressOf(jpeg) };
}

/** Puts the cards of some people on paper; who has none is given one. */
export function useCardPaper() {
  const paper = shallowRef<readonly Pictured[]>([]);
  const faces = useAction("card.faces");
  const unread = shallowRef<CommandError | null>(null);

  async function print(people: readonly string[]): Promise<boolean> {
    unread.value = null;
    const answer = await faces.run({ people: [...people] });
    if (!answer) return false;
    try {
      paper.value = await Promise.all(answer.map(pictured));
    } catch (reason) {
      unread.value = toCommandError(reason);
      return false;
    }
    await nextTick();
    await paperDrawn();
    usePlatform().print();
    await readAgain("person.get", "person.history");
    return true;
  }

  return { paper, print, busy: faces.busy, error: computed(() => faces.error.value ?? unread.value) };
}
