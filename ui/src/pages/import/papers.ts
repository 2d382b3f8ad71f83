import { call } from "@/api";
import { useSaveTo } from "@/lib/saveTo";
import type { Exported } from "@/generated/Exported";
import type { FileRef } from "@/generated/FileRef";
import { text } from "@/text";

interface Papers {
  "import.problem_table": { plan: string; file: FileRef };
  "import.template": { file: FileRef };
}
// The two commands join the table of commands shortly; until then their words stand here.
const write = call as unknown as <K extends keyof Papers>(command: K, request: Papers[K]) => Promise<Exported>;

/** The rows that need a hand, laid out as the user's own workbook. */
export function useProblemTable() {
  const saving = useSaveTo();
  const save = (plan: string, files: readonly string[]) =>
    saving.save("workbook", text.import.problemTableName(files[0] ?? ""), (file) => write("import.problem_table", { plan, file }));
  return { ...saving, save };
}

/** A blank roster to fill in. */
export function useTemplate() {
  const saving = useSaveTo();
  const save = () => saving.save("workbook", text.import.templateName, (file) => write("import.template", { file }));
  return { ...saving, save };
}
