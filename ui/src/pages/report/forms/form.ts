import type { CellKind } from "@/generated/CellKind";
import type { FormFact } from "@/generated/FormFact";
import type { FormList } from "@/generated/FormList";
import type { FormTable } from "@/generated/FormTable";

// A form as data (`core/src/report/form.rs`, `grid.rs`). What is not edited here is kept as it came.

/** A fact that must be one of these words; all conditions hold together. */
export type Conditions = Record<string, string[]>;
export type People = "actual" | "last" | "retired" | "died" | "registered" | "members";

export interface FormRecords {
  table: string;
  where?: Conditions;
  distinct?: "person" | "body";
  heads?: boolean;
}
export interface PlainRow {
  id: string;
  label: string;
  group?: string | null;
  indent?: number;
  where?: Conditions;
}
/** One row for each word of a fact. */
export interface EachRow {
  each: string;
  of?: string[];
}
export type FormRow = PlainRow | EachRow;
export interface FormColumn {
  id: string;
  label: string;
  group?: string | null;
  unit?: string | null;
  kind: CellKind;
  people?: People | null;
  records?: FormRecords | null;
  /** Ids of other columns; `-` before one takes it away. */
  sum?: string[];
  where?: Conditions;
  definition: string;
}
export interface FormRule {
  id: string;
  level: "error" | "warn";
  words: string;
  columns?: string[];
  rows?: string[];
  at_most?: string[];
  nought?: string;
  frozen?: string[];
  cells?: string[];
  nobody?: string;
}
export interface FormGrid {
  stub: string;
  unit: string;
  where?: Conditions;
  rows: FormRow[];
  columns: FormColumn[];
  rules?: FormRule[];
}
export interface FigureLine {
  id: string;
  label: string;
  indent?: number;
  unit: string;
  kind: CellKind;
  count?: string;
  records?: FormRecords;
  definition: string;
}
/** The rows of a figure by class. */
export interface SplitLine {
  split: string;
  of: string;
  definition: string;
}
export type FormLine = FigureLine | SplitLine;
export interface FormCheck {
  id: string;
  level: "error" | "warn";
  whole: string;
  parts?: string[];
  split?: string | null;
  at_most?: string | null;
}
export interface PaperForm {
  id: string;
  title: string;
  source: string;
  basis: string;
  lines?: FormLine[];
  checks?: FormCheck[];
  grid?: FormGrid | null;
}

export const isEach = (row: FormRow): row is EachRow => "each" in row;
export const isSplit = (line: FormLine): line is SplitLine => "split" in line;

/** Null for what is no form: the server says more about one that only has faults. */
export function parseForm(body: string): PaperForm | null {
  try {
    const form = JSON.parse(body) as Partial<PaperForm> | null;
    if (typeof form !== "object" || form === null || typeof form.title !== "string") return null;
    const whole = form.grid ? Array.isArray(form.grid.rows) && Array.isArray(form.grid.columns) : Array.isArray(form.lines);
    return whole ? { ...form, id: form.id ?? "", title: form.title, source: form.source ?? "", basis: form.basis ?? "" } : null;
  } catch {
    return null;
  }
}

export const bodyOf = (form: PaperForm): string => JSON.stringify(form);

/** A body under another title, and as a new form where it is to stand beside the one it came from. */
export function retitled(body: string, title: string, asNew: boolean): string {
  const form = parseForm(body);
  return form ? bodyOf({ ...form, title, id: asNew ? "" : form.id }) : body;
}

/** Never one that was there before: amounts that are typed in are kept by it. */
export const freshId = (mark: "r" | "c"): string => `${mark}_${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;

export const replaced = <T>(list: readonly T[], at: number, next: T): T[] => list.map((one, i) => (i === at ? next : one));
export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);

/** One place up or down; as it was at the end of the list. */
export function moved<T>(list: readonly T[], at: number, step: -1 | 1): T[] {
  const whole = [...list];
  const [one, other] = [whole[at], whole[at + step]];
  if (one !== undefined && other !== undefined) [whole[at], whole[at + step]] = [other, one];
  return whole;
}

/** A copy with an id of its own behind the one at `at`; one row for each word cannot stand there twice. */
export function copied<T extends FormRow | FormColumn>(list: readonly T[], at: number, mark: "r" | "c"): T[] {
  const one = list[at];
  if (one === undefined || !("id" in one)) return [...list];
  return [...list.slice(0, at + 1), { ...structuredClone(one), id: freshId(mark) }, ...list.slice(at + 1)];
}

const plain = (id: string) => id.replace(/^-/, "");
const isHere = (cell: string) => !cell.includes(":");

/** The rules that name a row. */
export const rulesOfRow = (grid: FormGrid, id: string): FormRule[] =>
  (grid.rules ?? []).filter((rule) => rule.rows?.some((row) => plain(row) === id) || rule.cells?.some((cell) => isHere(cell) && cell.split(".")[0] === id));

/** The rules that name a column. */
export const rulesOfColumn = (grid: FormGrid, id: string): FormRule[] =>
  (grid.rules ?? []).filter(
    (rule) =>
      [...(rule.columns ?? []), ...(rule.at_most ?? []), ...(rule.frozen ?? [])].some((column) => plain(column) === id) ||
      rule.nought === id ||
      rule.cells?.some((cell) => isHere(cell) && cell.split(".")[1] === id),
  );

/** The columns that add it up. */
export const sumsOfColumn = (grid: FormGrid, id: string): FormColumn[] => grid.columns.filter((column) => column.sum?.some((part) => plain(part) === id));

const dropRules = (grid: FormGrid, gone: readonly FormRule[]): FormGrid => ({ ...grid, rules: (grid.rules ?? []).filter((rule) => !gone.includes(rule)) });

/** Without the row at `at` and the rules that name it. */
export function withoutRow(grid: FormGrid, at: number): FormGrid {
  const row = grid.rows[at];
  const gone = row && !isEach(row) ? rulesOfRow(grid, row.id) : [];
  return { ...dropRules(grid, gone), rows: without(grid.rows, at) };
}

/** Without the column at `at`, the rules that name it and its part in the sums of others. */
export function withoutColumn(grid: FormGrid, at: number): FormGrid {
  const column = grid.columns[at];
  if (!column) return grid;
  const left = without(grid.columns, at).map((one) => (one.sum?.length ? { ...one, sum: one.sum.filter((part) => plain(part) !== column.id) } : one));
  return { ...dropRules(grid, rulesOfColumn(grid, column.id)), columns: left };
}

/** What a column counts, as one word to choose: `people:actual`, `table:event`, `sum`. */
export function countOf(column: FormColumn): string {
  if (column.people) return `people:${column.people}`;
  return column.records ? `table:${column.records.table}` : "sum";
}

const kindOf = (people: People): CellKind => (people === "retired" || people === "died" ? "flow" : "stock");

/** The column counting something else. Conditions that can no longer be asked go. */
export function countedAs(column: FormColumn, choice: string, list: FormList): FormColumn {
  if (choice === countOf(column)) return column;
  const rest = { ...column, people: undefined, records: undefined, sum: undefined, where: undefined };
  const [by, key = ""] = choice.split(":");
  if (by === "sum") return { ...rest, sum: column.sum ?? [] };
  const asked = { ...column.records?.where, ...column.where };
  const known = by === "people" ? list.facts : factsOfTable(list, key);
  const kept = Object.fromEntries(Object.entries(asked).filter(([fact]) => known.some((one) => one.key === fact)));
  if (by === "table") return { ...rest, records: { table: key, where: kept } };
  const people = key as People;
  return { ...rest, kind: column.people ? kindOf(people) : column.kind, people, where: kept };
}

export type Measure = "records" | "person" | "body" | "heads";

export const measureOf = ({ heads, distinct }: FormRecords): Measure => (heads ? "heads" : (distinct ?? "records"));

export function measuredAs({ table, where }: FormRecords, measure: Measure): FormRecords {
  const more = measure === "heads" ? { heads: true } : measure === "records" ? {} : { distinct: measure };
  return { table, ...(where ? { where } : {}), ...more };
}

export const tableOf = (list: FormList, key: string): FormTable | undefined => list.tables.find((table) => table.key === key);
export const factsOfTable = (list: FormList, key: string): FormFact[] => tableOf(list, key)?.facts ?? [];

/** Of any record it is known to whom it belongs and when it was. */
const OF_ALL: readonly string[] = ["branch", "body", "month"];

/** What rows and the whole table may ask: only what every column knows. `ofAll` are the facts of every record. */
export function askable(grid: FormGrid, list: FormList, ofAll: readonly FormFact[]): FormFact[] {
  const tables = grid.columns.flatMap(({ records }) => (records ? [records.table] : []));
  const first = grid.columns.some(({ people }) => people) || tables.length === 0;
  const start = first ? list.facts : [...factsOfTable(list, tables[0] ?? ""), ...ofAll];
  const seen = new Set<string>();
  return start.filter(({ key }) => {
    if (seen.has(key)) return false;
    seen.add(key);
    return tables.every((table) => OF_ALL.includes(key) || factsOfTable(list, table).some((fact) => fact.key === key));
  });
}

/** Where a condition has been begun and not finished: it would count nobody. */
export function unfinished(form: PaperForm): { label: string; fact: string }[] {
  const of = (label: string, where: Conditions | undefined) => Object.entries(where ?? {}).flatMap(([fact, words]) => (words.length === 0 ? [{ label, fact }] : []));
  const { grid } = form;
  if (!grid) return [];
  return [
    ...of(form.title, grid.where),
    ...grid.rows.flatMap((row) => (isEach(row) ? [] : of(row.label, row.where))),
    ...grid.columns.flatMap((column) => [...of(column.label, column.where), ...of(column.label, column.records?.where)]),
  ];
}
