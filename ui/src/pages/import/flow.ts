import { computed, ref, shallowRef } from "vue";
import { toCommandError, useAction, usePlatform, type CommandError } from "@/api";
import type { ColumnChoice } from "@/generated/ColumnChoice";
import type { FileRef } from "@/generated/FileRef";
import type { ImportCounts } from "@/generated/ImportCounts";
import type { ImportOptions } from "@/generated/ImportOptions";
import type { ImportPlan } from "@/generated/ImportPlan";

export const STEP = { choose: 0, heads: 1, check: 2, done: 3 } as const;

/** What the one button will do, from what was understood and what was decided. */
export function outcome(counts: ImportCounts, options: ImportOptions) {
  const suspects = options.suspect === "skip" ? 0 : counts.suspect;
  const updates = options.policy === "skip" ? 0 : counts.update;
  return {
    add: counts.new + suspects,
    update: updates,
    skip:
      counts.same + counts.duplicate + counts.refused + (counts.suspect - suspects) + (counts.update - updates),
  };
}

/** The former decisions with one more: a column is decided once. */
export function decide(former: readonly ColumnChoice[] | undefined, next: ColumnChoice): ColumnChoice[] {
  const others = (former ?? []).filter((choice) => choice.file !== next.file || choice.sheet !== next.sheet || choice.table !== next.table || choice.col !== next.col);
  return [...others, next];
}

/** From a file to a report: plan, look, decide, run. Nothing is written before the run. */
export function useImportFlow() {
  const step = ref<number>(STEP.choose);
  const plan = shallowRef<ImportPlan | null>(null);
  const choosing = shallowRef<CommandError | null>(null);
  const planning = useAction("import.plan");
  const replanning = useAction("import.replan");
  const running = useAction("import.run");

  const result = computed(() => (plan.value ? outcome(plan.value.counts, plan.value.options) : null));

  async function read(files: FileRef[]): Promise<void> {
    const made = await planning.run({ files });
    if (!made) return;
    plan.value = made;
    step.value = STEP.heads;
  }

  async function choose(): Promise<void> {
    choosing.value = null;
    try {
      const file = await usePlatform().chooseFile("roster");
      if (file) await read([file]);
    } catch (reason) {
      choosing.value = toCommandError(reason);
    }
  }

  async function change(options: Partial<ImportOptions>): Promise<void> {
    if (!plan.value) return;
    const made = await replanning.run({ plan: plan.value.plan, options: { ...plan.value.options, ...options } });
    if (made) plan.value = made;
  }

  async function run(): Promise<string | null> {
    if (!plan.value) return null;
    return (await running.run({ plan: plan.value.plan }))?.id ?? null;
  }

  function startOver(): void {
    plan.value = null;
    step.value = STEP.choose;
    planning.clear();
    replanning.clear();
    running.clear();
  }

  return { step, plan, choosing, planning, replanning, running, result, read, choose, change, run, startOver };
}

export type ImportFlow = ReturnType<typeof useImportFlow>;
