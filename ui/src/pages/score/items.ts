import type { ScoreItemDraft } from "@/generated/ScoreItemDraft";
import { text } from "@/text";

/** An item as it stands in the form: as typed. */
export interface ItemForm {
  id: string;
  part: string;
  standard: string;
  most: string;
  /** What a workbook had wrong, until it is mended. */
  problem: string;
}

export const blankItem = (part = ""): ItemForm => ({ id: "", part, standard: "", most: "", problem: "" });

export function draftItem({ row, part, standard, most, problem }: ScoreItemDraft): ItemForm {
  return { id: "", part, standard, most, problem: problem === "" ? "" : text.score.problemAt(row, problem) };
}
