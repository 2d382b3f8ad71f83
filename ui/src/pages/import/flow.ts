import { computed, effectScope, ref, shallowRef } from "vue";
import { readAgain, toCommandError, useAction, usePlatform, type CommandError } from "@/api";
import { onSessionEnd } from "@/api/session";
import type { FileRef } from "@/generated/FileRef";
import type { ImportOptions } from "@/generated/ImportOptions";
import type { ImportPlan } from "@/generated/ImportPlan";
import { text } from "@/text";
import type { Recipe } from "./options";

export const STEP = { choose: 0, heads: 1, check: 2, done: 3 } as const;

interface Decision {
  /** The options before it. */
  before: ImportOptions;
  said: string;
}

/** From a file to a report: plan, look, decide, run. Nothing is written before the run. */
function makeFlow() {
  const step = ref<number>(STEP.choose);
  const plan = shallowRef<ImportPlan | null>(null);
  const files = shallowRef<FileRef[]>([]);
  /** What went wrong while something was looked for: a file, a row. */
  const failure = shallowRef<CommandError | null>(null);
  const planning = useAction("import.plan");
  const replanning = useAction("import.replan");
  const running = useAction("import.run");
  const past = shallowRef<Decision[]>([]);
  /** The last decision, in words. */
  const said = ref("");
  /** Groups of values that a person said are different things. */
  const apart = shallowRef<ReadonlySet<string>>(new Set());
  /** Plans that ran, by the import they became: they stay to be looked at. */
  const ran = new Map<string, string>();

  const result = computed(() => plan.value?.outcome ?? null);

  async function read(more: FileRef[]): Promise<void> {
    const all = [...files.value, ...more];
    const options = plan.value?.options;
    const made = await planning.run({ files: all, ...(options ? { options } : {}) });
    if (!made) return;
    files.value = all;
    plan.value = made;
    step.value = STEP.heads;
  }

  async function attempt(act: () => Promise<unknown>): Promise<void> {
    failure.value = null;
    try {
      await act();
    } catch (reason) {
      failure.value = toCommandError(reason);
    }
  }

  const choose = () =>
    attempt(async () => {
      const file = await usePlatform().chooseFile("roster");
      if (file) await read([file]);
    });

  async function replan(options: ImportOptions): Promise<boolean> {
    if (!plan.value) return false;
    const made = await replanning.run({ plan: plan.value.plan, options });
    if (!made) return false;
    plan.value = made;
    await readAgain("import.rows", "import.clusters");
    return true;
  }

  // Decisions come faster than plans are made: each waits for the one before.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn(act: () => Promise<boolean>): Promise<boolean> {
    const next = last.then(act);
    last = next;
    return next;
  }

  function decide(recipe: Recipe, words = ""): Promise<boolean> {
    return inTurn(async () => {
      const before = plan.value?.options;
      if (!before) return false;
      const done = await replan(recipe(before));
      if (done) {
        past.value = [...past.value, { before, said: words }];
        said.value = words;
      }
      return done;
    });
  }

  function takeBack(): Promise<boolean> {
    return inTurn(async () => {
      const decision = past.value.at(-1);
      if (!decision) return false;
      const done = await replan(decision.before);
      if (done) {
        past.value = past.value.slice(0, -1);
        said.value = text.import.takenBack(decision.said);
      }
      return done;
    });
  }

  /** The same decisions against the people as they are now. */
  function recheck(): Promise<boolean> {
    running.clear();
    return inTurn(() => (plan.value ? replan(plan.value.options) : Promise.resolve(false)));
  }

  async function run(): Promise<string | null> {
    const planned = plan.value?.plan;
    if (!planned) return null;
    const id = (await running.run({ plan: planned }))?.id ?? null;
    if (id) {
      startOver();
      ran.set(id, planned);
    }
    return id;
  }

  function startOver(): void {
    plan.value = null;
    files.value = [];
    past.value = [];
    said.value = "";
    apart.value = new Set();
    step.value = STEP.choose;
    failure.value = null;
    for (const action of [planning, replanning, running]) action.clear();
  }

  return {
    step, plan, failure, planning, replanning, running, past, said, apart, ran, result,
    read, choose, attempt, decide, takeBack, recheck, run, startOver,
  };
}

export type ImportFlow = ReturnType<typeof makeFlow>;

let flow: ImportFlow | null = null;
let scope = effectScope(true);
onSessionEnd(() => {
  scope.stop();
  scope = effectScope(true);
  flow = null;
});

/** One import at a time, kept while the clerk looks at other pages, forgotten with the session. */
export function useImportFlow(): ImportFlow {
  flow ??= scope.run(makeFlow) ?? null;
  if (!flow) throw new Error("no import");
  return flow;
}
