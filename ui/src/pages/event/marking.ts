import { reactive, ref, shallowRef } from "vue";
import { call, readAgain, toCommandError } from "@/api";
import type { RosterLine } from "@/generated/RosterLine";
import { text } from "@/text";
import { isHere } from "./roster";

const said = text.event.said;

/** Marks people on the roster of an event; one after another, however fast the keys come. */
export function useMarking(event: () => string) {
  /** People whose mark is on its way. */
  const marking = reactive(new Set<string>());
  /** What was done last, and why something was not. */
  const done = ref("");
  const failed = shallowRef<string | null>(null);

  async function mark(line: RosterLine, act: () => Promise<unknown>, say: (name: string) => string): Promise<void> {
    if (marking.has(line.person)) return;
    marking.add(line.person);
    failed.value = null;
    try {
      await act();
      done.value = say(line.name);
      await readAgain("event.get", "event.list", "checkin.day", "checkin.inside");
    } catch (reason) {
      done.value = "";
      failed.value = text.event.failed(line.name, toCommandError(reason).message);
    } finally {
      marking.delete(line.person);
    }
  }

  function refuse(why: string): void {
    done.value = "";
    failed.value = why;
  }

  const arrive = (line: RosterLine) => mark(line, () => call("event.attend", { event: event(), people: [line.person] }), said.here);
  const takeBack = (line: RosterLine) => mark(line, () => call("checkin.undo", { id: line.presence ?? "" }), said.takenBack);

  function excuse(line: RosterLine, reason: string): Promise<void> {
    const id = line.registration ?? "";
    return mark(line, () => call("event.mark", { id, state: "excused", ...(reason ? { reason } : {}) }), said.excused);
  }

  async function withdraw(line: RosterLine): Promise<void> {
    if (isHere(line)) return refuse(text.event.cameAlready(line.name));
    await mark(line, () => call("event.mark", { id: line.registration ?? "", state: "withdrawn" }), said.withdrawn);
  }

  /** Expected again, or, having come without a word, registered afterwards. */
  const register = (line: RosterLine) => mark(line, () => call("event.register", { event: event(), people: [line.person] }), said.restored);

  return { marking, done, failed, refuse, arrive, takeBack, excuse, withdraw, register };
}
