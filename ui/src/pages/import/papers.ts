import { call } from "@/api";
import { useSaveTo } from "@/lib/saveTo";
import { text } from "@/text";

/** The rows that need a hand, laid out as the user's own workbook. */
export function useProblemTable() {
  const saving = useSaveTo();
  const save = (plan: string, files: readonly string[]) =>
    saving.save("workbook", text.import.problemTableName(files[0] ?? ""), (file) => call("import.problem_table", { plan, file }));
  return { ...saving, save };
}

/** A blank roster to fill in. */
export function useTemplate() {
  const saving = useSaveTo();
  const save = () => saving.save("workbook", text.import.templateName, (file) => call("import.template", { file }));
  return { ...saving, save };
}
