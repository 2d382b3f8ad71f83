import type { CellFix } from "@/generated/CellFix";
import type { FieldInfo } from "@/generated/FieldInfo";
import type { ImportCell } from "@/generated/ImportCell";
import type { ImportRow } from "@/generated/ImportRow";
import { text } from "@/text";
import { needsLook } from "./cells";
import { decideRows, dropFix, dropRows, fix, fixCells, type Recipe } from "./options";

/** One thing that can be decided with one key. */
export interface Act {
  label: string;
  recipe: Recipe;
  said: string;
}

/** What can be decided about one fact, the likeliest first. */
export function factActs(row: ImportRow, cell: ImportCell): Act[] {
  const { place } = row;
  const words = (value: string) => text.import.fixed(place.row, cell.label, value);
  if (cell.settled) {
    const which = { place, field: cell.field, ...(cell.col === null ? {} : { col: cell.col }) };
    return [{ label: text.import.revertFact, recipe: dropFix(which), said: text.import.reverted(place.row, cell.label) }];
  }
  const put = (value: string, label: string, said: string): Act => ({
    label,
    recipe: fixCells([fix(place, cell.col, cell.field, value)]),
    said: words(said),
  });
  // A state nobody wrote down is not emptied: it stays as it is.
  const none = put("", cell.field === "state" && cell.understood === "" ? text.import.leaveUnset : text.import.leaveBlank, "");
  // What stands in a cell is emptied there; what stands nowhere can only be emptied here.
  if (!needsLook(cell.flag)) return cell.col === null ? [none] : [];
  const dated = cell.choices.some((choice) => choice.label.includes("月"));
  const acts = cell.choices.map((choice) => {
    const only = cell.choices.length === 1 && cell.understood !== "";
    const year = dated && choice.label.endsWith("年");
    return put(choice.text, only ? text.import.confirm : year ? text.import.onlyYear(choice.label) : choice.label, choice.label);
  });
  return [...acts, none];
}

/** The way back from what a person typed and what does not stand there as theirs: emptied, or not to be read. */
export function revertActs(row: ImportRow, facts: readonly ImportCell[], fixes: readonly CellFix[], label: string): Act[] {
  const open = fixes.filter((one) => !facts.some((cell) => cell.settled && cell.field === one.field));
  return open.map((one) => ({ label: text.import.revertFact, recipe: dropFix(one), said: text.import.reverted(row.place.row, label) }));
}

/** The question a doubtful fact asks. */
export function questionOf(cell: ImportCell, kind: FieldInfo["kind"] | undefined): string {
  if (cell.field === "state") return text.import.askState;
  if (kind === "date" && cell.written !== "" && cell.choices.length > 1) return text.import.askDate(cell.written);
  return text.import.ask(cell.label);
}

/** What can be decided about a whole row. */
export function rowActs(row: ImportRow): Act[] {
  const { place } = row;
  const act = (label: string, recipe: Recipe, said = label): Act => ({ label, recipe, said: text.import.rowSaid(place.row, said) });
  const acts = row.maybe.map((other, i) =>
    act(
      text.import.isSameAs(other.name, i + 1, row.maybe.length),
      decideRows([
        other.person !== null
          ? { place, fate: "person", person: other.person }
          : { place, fate: "row", ...(other.place ? { other: other.place } : {}) },
      ]),
    ),
  );
  if (row.maybe.length > 0 || (row.verdict === "duplicate" && row.fate !== "row")) {
    acts.push(act(text.import.isApart, decideRows([{ place, fate: "apart" }])));
  }
  if (row.verdict !== "refused") acts.push(act(text.import.skipRow, decideRows([{ place, fate: "skip" }])));
  if (row.fate !== null) acts.push(act(text.import.undecide, dropRows([place])));
  return acts;
}

/** The doubtful facts of one column among rows, each confirmed as the program read it. */
export function confirming(rows: readonly ImportRow[], col: number, most: number): CellFix[] {
  const fixes = rows.flatMap((row) =>
    row.cells
      .filter((cell) => cell.col === col && cell.field !== "" && cell.flag === "doubtful" && cell.understood !== "" && !cell.settled)
      .map((cell) => fix(row.place, cell.col, cell.field, cell.choices[0]?.text ?? cell.understood)),
  );
  return fixes.slice(0, most);
}
