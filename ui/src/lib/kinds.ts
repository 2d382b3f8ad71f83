import type { TreeKind } from "@/generated/TreeKind";

/** A kind where it stands in its tree; those at the top are 0 deep. */
export interface KindRow {
  key: number;
  name: string;
  depth: number;
}

/** Every kind below the one it is part of. */
export function rowsOf(kinds: readonly TreeKind[]): KindRow[] {
  const rows: KindRow[] = [];
  const walk = (parent: string, depth: number) => {
    for (const { name } of kinds.filter((kind) => kind.parent === parent)) {
      // A tree that was spoiled into a loop ends too.
      if (name === "" || rows.some((row) => row.name === name)) continue;
      rows.push({ key: rows.length, name, depth });
      walk(name, depth + 1);
    }
  };
  walk("", 0);
  return rows;
}

/** The row that one is part of; -1 for one at the top. */
function aboveOf(rows: readonly KindRow[], at: number): number {
  const depth = rows[at]?.depth ?? 0;
  let above = at - 1;
  while (above >= 0 && (rows[above]?.depth ?? 0) >= depth) above -= 1;
  return above;
}

/** As it is sent: each with the name of the one it is part of. */
export const kindsOf = (rows: readonly KindRow[]): TreeKind[] => rows.map(({ name }, at) => ({ name: name.trim(), parent: rows[aboveOf(rows, at)]?.name.trim() ?? "" }));

/** The end of what stands below a row. */
function endOf(rows: readonly KindRow[], at: number): number {
  const depth = rows[at]?.depth ?? 0;
  const next = rows.findIndex((row, i) => i > at && row.depth <= depth);
  return next < 0 ? rows.length : next;
}

export const hasBelow = (rows: readonly KindRow[], at: number): boolean => endOf(rows, at) > at + 1;

/** A new kind below that row, after those it has. Where it stands is answered. */
export function addBelow(rows: KindRow[], at: number): number {
  const end = endOf(rows, at);
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  rows.splice(end, 0, { key, name: "", depth: (rows[at]?.depth ?? 0) + 1 });
  return end;
}

/** There is one above of the same depth that it can be made part of. */
export const mayIndent = (rows: readonly KindRow[], at: number): boolean => at > 0 && (rows[at]?.depth ?? 0) > 0 && (rows[at - 1]?.depth ?? 0) >= (rows[at]?.depth ?? 0);

/** It does not stand right below one of the top, which are the return's. */
export const mayOutdent = (rows: readonly KindRow[], at: number): boolean => (rows[at]?.depth ?? 0) > 1;

/** With all below it. */
export function indent(rows: KindRow[], at: number): void {
  if (mayIndent(rows, at)) for (const row of rows.slice(at, endOf(rows, at))) row.depth += 1;
}

/** With all below it to beside the one it was part of, after whatever else that one has. Where it stands is answered. */
export function outdent(rows: KindRow[], at: number): number {
  if (!mayOutdent(rows, at)) return at;
  const above = aboveOf(rows, at);
  const moved = rows.splice(at, endOf(rows, at) - at);
  const to = endOf(rows, above);
  rows.splice(to, 0, ...moved.map((row) => ({ ...row, depth: row.depth - 1 })));
  return to;
}

/** Indented for a list of choices, which keeps no blanks but these. */
export const choiceOf = ({ name, depth }: KindRow): string => `${"\u3000".repeat(depth)}${name}`;

export interface KindChoice {
  name: string;
  label: string;
}

/** What can be chosen; what is held stays choosable, whatever became of the tree. */
export function kindChoices(kinds: readonly TreeKind[], held = ""): KindChoice[] {
  const rows = rowsOf(kinds).map((row) => ({ name: row.name, label: choiceOf(row) }));
  return held === "" || rows.some(({ name }) => name === held) ? rows : [{ name: held, label: held }, ...rows];
}

/** A kind and those it is part of, up to the top. */
export function chainOf(kinds: readonly TreeKind[], name: string): string[] {
  const chain = [name];
  for (let parent = parentOf(kinds, name); parent !== "" && !chain.includes(parent); parent = parentOf(kinds, parent)) chain.push(parent);
  return chain;
}
const parentOf = (kinds: readonly TreeKind[], name: string): string => kinds.find((kind) => kind.name === name)?.parent ?? "";

/** The kind at the top that one is part of; itself where it is none of the tree. */
export const topOf = (kinds: readonly TreeKind[], name: string): string => chainOf(kinds, name).at(-1) ?? name;
