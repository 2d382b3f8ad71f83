import { reactive, ref, shallowRef } from "vue";
import { call, readAgain, toCommandError } from "@/api";
import type { Mark } from "@/generated/Mark";
import type { Named } from "@/generated/Named";
import type { RosterLine } from "@/generated/RosterLine";
import { text } from "@/text";
import { isHere, isSo, type How } from "./roster";

const said = text.event.said;
const NOBODY: readonly Named[] = [];

/** Marks people on the roster of an event; one after another, however fast the keys come. */
export function useMarking(event: () => string) {
  /** People whose mark is on its way. */
  const marking = reactive(new Set<string>());
  /** What was done last, and why something was not. */
  const done = ref("");
  const failed = shallowRef<string | null>(null);

  /** `act` answers who moved up from the waiting list. `heard`: whether it was done, as soon as that is known. */
  async function mark(
    line: Pick<RosterLine, "person" | "name">,
    act: () => Promise<readonly Named[]>,
    say: (name: string) => string,
    heard: (done: boolean) => void = () => undefined,
  ): Promise<void> {
    if (marking.has(line.person)) return;
    marking.add(line.person);
    failed.value = null;
    try {
      const movedUp = await act();
      heard(true);
      done.value = [say(line.name), ...(movedUp.length > 0 ? [said.movedUp(movedUp.map(({ name }) => name))] : [])].join("；");
      await readAgain("event.get", "event.list", "checkin.day", "checkin.inside");
    } catch (reason) {
      heard(false);
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

  function say(what: string): void {
    done.value = what;
    failed.value = null;
  }

  const write = async (line: RosterLine, change: Omit<Mark, "event" | "person">): Promise<readonly Named[]> =>
    (await call("event.mark", { event: event(), person: line.person, ...change })).moved_up;

  const arrive = (line: RosterLine) =>
    mark(line, async () => {
      await call("event.attend", { event: event(), people: [line.person] });
      return NOBODY;
    }, said.here);

  /** Who signed the list, by the record that was found: what this page knows of the roster may be older. */
  const signed = (who: Pick<RosterLine, "person" | "name">, heard: (done: boolean) => void) => {
    let stood = false;
    return mark(
      who,
      async () => {
        stood = (await call("event.attend", { event: event(), people: [who.person] })).already > 0;
        return NOBODY;
      },
      (name) => (stood ? text.signLook.already : said.here)(name),
      heard,
    );
  };

  /** Who was late and has not come after all is not late when they come. */
  const takeBack = (line: RosterLine) =>
    mark(line, async () => {
      await call("checkin.undo", { id: line.presence ?? "" });
      return isSo("late", line) || isSo("proxy", line) ? write(line, { attendance: "" }) : NOBODY;
    }, said.takenBack);

  /** Said again, it is taken back; who came stays here. */
  function how(line: RosterLine, what: How, reason = ""): Promise<void> {
    const off = isSo(what, line);
    // The reason of an excuse stays with it.
    const change = { attendance: off ? "" : what, ...(what === "absent" ? { reason: off ? "" : reason } : {}) };
    return mark(line, () => write(line, change), off ? said.unmarked : (name) => said.how(name, text.event.attendance[what]));
  }

  const excuse = (line: RosterLine, reason: string) => mark(line, () => write(line, { state: "excused", reason }), said.excused);

  async function withdraw(line: RosterLine): Promise<void> {
    if (isHere(line)) return refuse(text.event.cameAlready(line.name));
    await mark(line, () => write(line, { state: "withdrawn" }), said.withdrawn);
  }

  const answer = (line: RosterLine, what: string) => mark(line, () => write(line, { answer: what }), said.answered);
  const sign = (line: RosterLine, what: "family_signed" | "safety_signed", signed: boolean) => mark(line, () => write(line, { [what]: signed }), said.signed);

  return { marking, done, failed, refuse, say, arrive, signed, takeBack, how, excuse, withdraw, answer, sign };
}
