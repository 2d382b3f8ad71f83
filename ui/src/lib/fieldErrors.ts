import type { CommandError } from "@/platform/error";

/**
 * What a form shows where: each message beside the field it is about, the rest above the form. `known` are the
 * paths the form has a place for; a path may carry a prefix of the request (`facts.birth`).
 */
export function placeErrors(error: CommandError | null, known: readonly string[]) {
  const beside: Record<string, string> = {};
  const above: string[] = [];
  if (!error) return { beside, above };
  for (const field of error.fields) {
    const path = known.find((name) => field.path === name || field.path.endsWith(`.${name}`));
    if (path) beside[path] = field.message;
    else above.push(field.message);
  }
  if (error.fields.length === 0) above.push(error.message);
  return { beside, above };
}
