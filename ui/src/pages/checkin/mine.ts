import { call, toCommandError, type CommandError } from "@/api";
import type { Left } from "@/generated/Left";
import { text } from "@/text";

export interface Undoable {
  /** Of a check-in its record; of a card the operation that gave it. */
  id: string;
  name: string;
  /** Entered from paper: the whole sheet is taken back with it. */
  back_entered?: boolean;
  /** They left: taken back, they are still here after all. */
  leaving?: boolean;
  /** Who left, where it is somebody registered. */
  person?: string | null;
  /** The end of the number of the card they were given. */
  card?: string;
}

// Check-ins, leavings and cards of this desk, newest last. They outlive the page and a lock: the last one can still be taken back.
let mine: Undoable[] = [];

let turn: Promise<unknown> = Promise.resolve();

/** One after another: keys pressed faster than the answers come take back one check-in each. */
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const done = turn.then(task);
  turn = done.catch(() => undefined);
  return done;
}

export function remember(entry: Undoable): void {
  mine.push(entry);
}

function forget(id: string): void {
  mine = mine.filter((entry) => entry.id !== id);
}

/** They came back, or never left: by whichever of their visits it was said. */
export function forgetLeft({ id, person }: Pick<Undoable, "id" | "person">): void {
  mine = mine.filter((entry) => !entry.leaving || (entry.id !== id && (!person || entry.person !== person)));
}

/** How many records, `gone` or why not. */
export type TakenBack = number | "gone" | CommandError;

/** `gone`: somebody took it back elsewhere, so there is nothing left to do and it is no longer ours to offer. */
async function takeBack(entry: Undoable): Promise<TakenBack> {
  let undone: number;
  let isKept = false;
  try {
    if (entry.card === undefined) undone = (await call("checkin.undo", { id: entry.id })).undone;
    else {
      const done = await call("log.undo", { operation: entry.id });
      ({ undone } = done);
      isKept = done.kept.length > 0;
    }
  } catch (reason) {
    const error = toCommandError(reason);
    if (error.code !== "not_found" && error.code !== "conflict") return error;
    forget(entry.id);
    return "gone";
  }
  forget(entry.id);
  // Ended, renewed or passed on meanwhile: it is not told as taken back.
  return isKept ? toCommandError({ code: "conflict", message: text.checkin.unboundKept(entry.card ?? "") }) : undone;
}

export function undoOne(entry: Undoable): Promise<{ entry: Undoable; result: TakenBack }> {
  return inTurn(async () => ({ entry, result: await takeBack(entry) }));
}

/** Noted as still here, or why not. */
async function backIn(entry: Undoable): Promise<Left | CommandError> {
  try {
    const done = await call("checkin.leave", { id: entry.id, back: true });
    forgetLeft(entry);
    return done;
  } catch (reason) {
    const error = toCommandError(reason);
    // What cannot be taken back any more is not offered again; what only failed is.
    if (error.code === "not_found" || error.code === "conflict") forgetLeft(entry);
    return error;
  }
}

/** The newest there is when its turn comes; null when there is none. `settled`: check-ins still on their way. */
export function undoNewest(settled: () => Promise<unknown>): Promise<{ entry: Undoable; result: TakenBack | Left } | null> {
  return inTurn(async () => {
    await settled();
    const entry = mine.at(-1);
    return entry ? { entry, result: await (entry.leaving ? backIn : takeBack)(entry) } : null;
  });
}
