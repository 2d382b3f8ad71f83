import type { Annual } from "@/generated/Annual";

export type ReturnState = "open" | "draft" | "offered" | "frozen";

/** How far a year's return is. */
export function stateOf(annual: Annual): ReturnState {
  if (annual.frozen) return annual.frozen.confirmed_by === null ? "offered" : "frozen";
  return annual.forms[0]?.closed ? "draft" : "open";
}

/** What should be looked at before a year is frozen. */
export function troublesOf(annual: Annual): { errors: number; warnings: number; undecided: { form: string; cells: number }[] } {
  const failed = annual.forms.flatMap((form) => form.checks).filter((check) => !check.passed);
  return {
    errors: failed.filter((check) => check.level === "error").length,
    warnings: failed.filter((check) => check.level === "warn").length,
    undecided: annual.forms
      .map((form) => ({ form: form.id, cells: form.cells.filter((cell) => cell.undecided > 0).length }))
      .filter(({ cells }) => cells > 0),
  };
}
