import type { EntryRow } from "@/generated/EntryRow";
import type { EventRow } from "@/generated/EventRow";
import { longDay, plainDay } from "@/lib/when";
import { text } from "@/text";
import { holderOf } from "./holder";

// The minutes on A4: short facts side by side, below them what was said and decided, which flows from sheet to sheet. Lines
// are broken by us, so that a sheet is filled to the line. Millimetres throughout.

/** Of 12 points: a line, and the room around lines in a cell. */
export const LINE = 7;
const AROUND = 2.5;
/** For the rows of a sheet, between its heading and where it is signed. */
const ROOM = 220;
/** Letters of a line where one, two or three facts share a row; a mark that must not begin a line may be one more. */
const LETTERS = [34, 13, 6] as const;
/** Of what may be written in by hand. */
const LEAST: Partial<Record<string, number>> = { agenda: 16.5, absent: 13.5, content: 58, resolution: 23.5 };
/** Paragraphs. */
const PROSE: readonly string[] = ["content", "resolution", "feedback"];

export interface Cell {
  label: string;
  lines: readonly string[];
}
/** One, two or three facts, and how high they are. */
export interface Row {
  cells: readonly Cell[];
  mm: number;
}

/** What stands on the paper. */
export interface Minutes {
  heads: readonly string[];
  sheets: readonly (readonly Row[])[];
}

const INDENT = "\u3000\u3000";
const NOT_FIRST = /^[，。、；：！？）》」』”’…,.;:!?)]/;
const NOT_LAST = /[（《“‘「『(]$/;
const lengthOf = (word: string): number => [...word].reduce((sum, letter) => sum + (letter.charCodeAt(0) >= 0x100 ? 1 : /[A-Z@%&]/.test(letter) ? 0.75 : 0.6), 0);

/** A number or a word of Latin letters is not torn apart, unless it is longer than a line. */
const wordsOf = (paragraph: string, most: number): string[] =>
  (paragraph.match(/[!-~]+|[^!-~]/gu) ?? []).flatMap((word) => (lengthOf(word) > most ? [...word] : [word]));

/** What of a full line goes on to the next: a mark does not begin one and a bracket does not end one. */
function carriedOf(line: string[], next: string): string[] {
  const carried: string[] = [];
  const stays = () => line.length > 1 && carried.length < 3 && (NOT_LAST.test(line.at(-1) ?? "") || NOT_FIRST.test(carried[0] ?? next));
  while (stays()) carried.unshift(line.pop() ?? "");
  return carried;
}

/** The lines of a text. One mark hangs over the end of a line. */
export function linesOf(words: string, most: number, prose = false): string[] {
  return words.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = prose && paragraph.trim() !== "" ? [INDENT] : [];
    for (const word of wordsOf(prose ? paragraph.trim() : paragraph, most)) {
      const taken = lengthOf(line.join(""));
      if (taken + lengthOf(word) > most && !(NOT_FIRST.test(word) && taken <= most)) {
        const carried = carriedOf(line, word);
        lines.push(line.join(""));
        line = carried;
      }
      // A blank where a line breaks is none.
      if (line.length > 0 || lines.length === 0 || word !== " ") line.push(word);
    }
    return [...lines, line.join("")];
  });
}

const highOf = (lines: number): number => lines * LINE + AROUND;

/** Fills sheets with rows. What stands alone in its row goes on where a sheet ends, and never leaves one line behind. */
export function cutRows(rows: readonly { cells: readonly Cell[]; least: number }[], room = ROOM): Row[][] {
  const sheets: Row[][] = [[]];
  let left = room;
  const put = (cells: readonly Cell[], mm: number) => {
    sheets.at(-1)?.push({ cells, mm });
    left -= mm;
  };
  const turn = () => {
    sheets.push([]);
    left = room;
  };
  for (const { cells, least } of rows) {
    const high = highOf(Math.max(1, ...cells.map(({ lines }) => lines.length)));
    const [cell] = cells;
    if (high <= left) put(cells, Math.min(Math.max(high, least), left));
    else if (cells.length > 1 || !cell || cell.lines.length <= 2) {
      turn();
      put(cells, Math.max(high, least));
    } else {
      let { label, lines } = cell;
      while (highOf(lines.length) > left) {
        const fit = Math.floor((left - AROUND) / LINE);
        const some = lines.length - fit === 1 ? fit - 1 : fit;
        if (some >= 2) {
          put([{ label, lines: lines.slice(0, some) }], highOf(some));
          lines = lines.slice(some);
          label = text.minutesPaper.more(cell.label);
        }
        turn();
      }
      put([{ label, lines }], highOf(lines.length));
    }
  }
  return sheets;
}

/** What is left of an only sheet is room to write what was said. */
function filled(sheets: Row[][], room = ROOM): Row[][] {
  const [only] = sheets;
  if (sheets.length > 1 || !only) return sheets;
  const left = room - only.reduce((sum, { mm }) => sum + mm, 0);
  return [only.map((row) => (row.cells[0]?.label === text.minutesPaper.labels.content ? { ...row, mm: row.mm + left } : row))];
}

export function minutesPaperOf(entry: EntryRow, event: EventRow, centre: string): Minutes {
  const t = text.minutesPaper;
  const { facts } = entry;
  const [due, present] = [facts.due ?? "", facts.present ?? ""];
  const absent = due === "" || present === "" ? "" : String(Math.max(0, Number(due) - Number(present)));
  const heads = (number: string) => (number === "" ? "" : text.common.people(Number(number)));
  const when = text.event.when(`${text.events.year(event.day.slice(0, 4))}${longDay(event.day)}`, event.from, event.to);
  const short = {
    kind: event.kind,
    when,
    venue: event.venue,
    holder: entry.organization?.name ?? holderOf(event),
    host: facts.host ?? "",
    recorder: facts.recorder ?? "",
    due: heads(due),
    present: heads(present),
    missing: heads(absent),
  };
  const beside = (keys: readonly (keyof typeof short)[]) => ({
    cells: keys.map((key) => ({ label: t.labels[key], lines: linesOf(short[key], LETTERS[keys.length - 1] ?? LETTERS[0]) })),
    least: 0,
  });
  const alone = (key: "theme" | "agenda" | "absent" | "attending" | "content" | "resolution" | "feedback" | "opinion") => ({
    cells: [{ label: t.labels[key], lines: linesOf((facts[key] ?? "").trim(), LETTERS[0], PROSE.includes(key)) }],
    least: LEAST[key] ?? 0,
  });
  const rows = [
    alone("theme"),
    beside(["kind", "when"]),
    beside(["venue", "holder"]),
    beside(["host", "recorder"]),
    alone("agenda"),
    beside(["due", "present", "missing"]),
    ...(["absent", "attending", "content", "resolution"] as const).map(alone),
    ...(["feedback", "opinion"] as const).filter((key) => (facts[key] ?? "").trim() !== "").map(alone),
  ];
  return {
    heads: [centre, t.day(plainDay(entry.day)), text.common.pair(t.state, entry.state)],
    sheets: filled(cutRows(rows)),
  };
}
