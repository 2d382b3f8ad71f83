import type { CellFix } from "@/generated/CellFix";
import type { ColumnChoice } from "@/generated/ColumnChoice";
import type { ImportOptions } from "@/generated/ImportOptions";
import type { Policy } from "@/generated/Policy";
import type { Rewrite } from "@/generated/Rewrite";
import type { RowChoice } from "@/generated/RowChoice";
import type { RowPlace } from "@/generated/RowPlace";
import type { TableChoice } from "@/generated/TableChoice";
import { text } from "@/text";

// Every decision of a person is a value in the options of the plan; a recipe makes the next options from the last.
// Each thing is decided once: the later decision takes the place of the earlier.
export type Recipe = (options: ImportOptions) => ImportOptions;

export interface TableRef {
  file: string;
  sheet: string;
  table: number;
}

export const isTable = (a: TableRef, b: TableRef) => a.file === b.file && a.sheet === b.sheet && a.table === b.table;
export const isPlace = (a: RowPlace, b: RowPlace) => isTable(a, b) && a.row === b.row;
export const placeKey = (place: RowPlace) => JSON.stringify([place.file, place.sheet, place.table, place.row]);
export const tableOf = ({ file, sheet, table }: TableRef): TableRef => ({ file, sheet, table });

function put<T>(former: readonly T[] | undefined, next: T, same: (a: T, b: T) => boolean): T[] {
  return [...(former ?? []).filter((one) => !same(one, next)), next];
}

const isColumn = (a: ColumnChoice, b: ColumnChoice) =>
  a.file === b.file && a.sheet === b.sheet && (a.table ?? 1) === (b.table ?? 1) && a.col === b.col;
const isFact = (a: CellFix, b: CellFix) => isPlace(a.place, b.place) && a.col === b.col && a.field === b.field;
const isRow = (a: RowChoice, b: RowChoice) => isPlace(a.place, b.place);

/** What a column stands for. */
export const takeColumn =
  (next: ColumnChoice): Recipe =>
  (options) => ({ ...options, columns: put(options.columns, next, isColumn) });

/** Back to what the program took a column for. */
export const dropColumn =
  (which: ColumnChoice): Recipe =>
  (options) => ({ ...options, columns: (options.columns ?? []).filter((choice) => !isColumn(choice, which)) });

/**
 * A table left out, its header rows, its former mapping. Other header rows are other columns: what was decided about
 * the columns and cells that stood there goes with them.
 */
export const decideTable =
  (which: TableRef, change: Partial<Omit<TableChoice, keyof TableRef>>): Recipe =>
  (options) => {
    const former = options.tables?.find((choice) => isTable(choice, which));
    const tables = put(options.tables, { ...former, ...tableOf(which), ...change }, isTable);
    if (change.header_rows === undefined) return { ...options, tables };
    return {
      ...options,
      tables,
      columns: (options.columns ?? []).filter((choice) => choice.file !== which.file || choice.sheet !== which.sheet),
      cells: (options.cells ?? []).filter((fix) => !isTable(fix.place, which)),
    };
  };

/** One fact or many, put right. */
export const fixCells =
  (fixes: readonly CellFix[]): Recipe =>
  (options) => ({ ...options, cells: fixes.reduce<CellFix[]>((all, fix) => put(all, fix, isFact), options.cells ?? []) });

export const dropFix =
  (which: Omit<CellFix, "text">): Recipe =>
  (options) => ({ ...options, cells: (options.cells ?? []).filter((fix) => !isFact(fix, { ...which, text: "" })) });

/** One row or many, decided. */
export const decideRows =
  (choices: readonly RowChoice[]): Recipe =>
  (options) => ({ ...options, rows: choices.reduce<RowChoice[]>((all, one) => put(all, one, isRow), options.rows ?? []) });

export const dropRows =
  (places: readonly RowPlace[]): Recipe =>
  (options) => {
    const gone = new Set(places.map(placeKey));
    return {
      ...options,
      rows: (options.rows ?? []).filter((choice) => !gone.has(placeKey(choice.place))),
      cells: (options.cells ?? []).filter((fix) => !gone.has(placeKey(fix.place))),
    };
  };

/** One wording for several. What was written another way before is now written this way too. */
export const unify =
  (next: Rewrite): Recipe =>
  (options) => {
    const others = (options.rewrites ?? []).map((rewrite) =>
      rewrite.field === next.field && next.from.includes(rewrite.to) ? { ...rewrite, to: next.to } : rewrite,
    );
    return { ...options, rewrites: [...others, next] };
  };

export const setPolicy =
  (policy: Policy): Recipe =>
  (options) => ({ ...options, policy });

/** A field with a policy of its own, or null for that of the import. */
export const setFieldPolicy =
  (field: string, policy: Policy | null): Recipe =>
  (options) => {
    const others = (options.fields ?? []).filter((choice) => choice.field !== field);
    return { ...options, fields: policy ? [...others, { field, policy }] : others };
  };

/** Decisions about single cells, rows and wordings; those about tables and columns stay. */
export const clearDecisions: Recipe = (options) => ({ ...options, cells: [], rows: [], rewrites: [] });

export const decisions = (options: ImportOptions) =>
  (options.cells?.length ?? 0) + (options.rows?.length ?? 0) + (options.rewrites?.length ?? 0);

/** What is sent to confirm a fact as it was understood, where its text is not shown whole. */
export const KEEP = "=";

/** What somebody said of a fact, in words. */
export const fixSaid = (words: string): string =>
  words === KEEP ? text.import.confirmed : words ? text.import.typed(words) : text.import.emptied;

/** A fix of a fact, with or without a cell of its own. */
export const fix = (place: RowPlace, col: number | null, field: string, words: string): CellFix =>
  col === null ? { place, field, text: words } : { place, col, field, text: words };
