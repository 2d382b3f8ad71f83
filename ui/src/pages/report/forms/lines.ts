import { text } from "@/text";
import { isSplit, moved, without, type FormCheck, type FormLine, type PaperForm } from "./form";

/** The line and the classes that stand right under it. */
function blockAt(lines: readonly FormLine[], at: number): number {
  const line = lines[at];
  let end = at + 1;
  if (!line || isSplit(line)) return end;
  for (let next = lines[end]; next && isSplit(next) && next.of === line.id; next = lines[end]) end += 1;
  return end;
}

/** A figure moves with its classes and past those of others; a class only among its sisters. */
export function movedLine(lines: readonly FormLine[], at: number, step: -1 | 1): FormLine[] {
  const line = lines[at];
  const next = lines[at + step];
  if (!line || !next) return [...lines];
  if (isSplit(line)) return isSplit(next) && next.of === line.of ? moved(lines, at, step) : [...lines];
  const end = blockAt(lines, at);
  if (step > 0) {
    const after = blockAt(lines, end);
    return end >= lines.length ? [...lines] : [...lines.slice(0, at), ...lines.slice(end, after), ...lines.slice(at, end), ...lines.slice(after)];
  }
  let before = at - 1;
  for (let above = lines[before]; before > 0 && above && isSplit(above); above = lines[before]) before -= 1;
  return [...lines.slice(0, before), ...lines.slice(at, end), ...lines.slice(before, at), ...lines.slice(end)];
}

/** The rules that name a figure, or the classes of one. */
export function checksOf({ checks = [] }: PaperForm, line: FormLine): FormCheck[] {
  if (isSplit(line)) return checks.filter(({ split, whole }) => split === line.split && whole === line.of);
  return checks.filter(({ whole, parts, at_most }) => whole === line.id || at_most === line.id || parts?.includes(line.id));
}

/** The classes of a figure. */
export const splitsOf = ({ lines = [] }: PaperForm, line: FormLine): FormLine[] => (isSplit(line) ? [] : lines.filter((one) => isSplit(one) && one.of === line.id));

/** Without the line at `at`, its classes and the rules that name it. */
export function withoutLine(form: PaperForm, at: number): PaperForm {
  const line = form.lines?.[at];
  if (!line) return form;
  const splits = splitsOf(form, line);
  const gone = checksOf(form, line);
  return { ...form, lines: without(form.lines ?? [], at).filter((one) => !splits.includes(one)), checks: (form.checks ?? []).filter((check) => !gone.includes(check)) };
}

const t = text.ownForm;
const by = (split: string): string => t.splits[split] ?? split;

function figureLabel(lines: readonly FormLine[], id: string): string {
  const figure = lines.find((line) => !isSplit(line) && line.id === id);
  return figure && !isSplit(figure) ? figure.label : id;
}

export const lineLabel = (lines: readonly FormLine[], line: FormLine): string => (isSplit(line) ? t.splitOf(figureLabel(lines, line.of), by(line.split)) : line.label);

/** A rule of a list in words: it has none of its own. */
export function checkWords(lines: readonly FormLine[], { whole, parts = [], split, at_most }: FormCheck): string {
  const label = (id: string) => figureLabel(lines, id);
  if (split) return t.rules.split(label(whole), by(split));
  return at_most ? t.rules.atMost(label(whole), label(at_most)) : t.rules.sum(label(whole), parts.map(label));
}
