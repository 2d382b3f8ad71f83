import type { TalentPage } from "@/generated/TalentPage";
import { fitted } from "@/lib/paperTable";
import { text } from "@/text";
import { eldersOf, othersOf, weekdaysOf, type Written } from "./facts";

// The application form on A4: a grid of short cells, below it boxes as high as what stands in them.

/** Millimetres of the columns of the grid, 180 in all; the last is the photo. */
export const COLUMNS = [26, 26, 21, 26, 23, 26, 32] as const;
/** For the boxes, from below the grid to the foot of the first sheet; a following sheet has no grid. */
const ROOM = 146;
const ROOM_AFTER = 244;
/** Of a box beside its label: letters of 10.5 points, their lines, and what stamp and date take. */
const ACROSS = 150;
const LETTERS = 3.2 / 3.75;
const LINE = 5.4;
const BESIDE = 3;
const STAMP = 13;

export interface Box {
  key: Written | "signature";
  label: string;
  words: string;
  stamp: boolean;
  mm: number;
}

/** A form filled in, or an empty one. */
export interface Application {
  number: string;
  day: string;
  facts: Readonly<Record<string, string | undefined>>;
  phones: string;
  photo: string | null;
  category: string;
  others: string;
  elders: readonly string[];
  title: string;
  rehired: string;
  area: string;
  weekdays: readonly string[];
  /** Null: not known yet. */
  external: boolean | null;
  sheets: Box[][];
}

const BOXES: readonly { key: Box["key"]; least: number; stamp?: boolean }[] = [
  { key: "speciality", least: 24 },
  { key: "achievements", least: 34 },
  { key: "wish", least: 18 },
  { key: "signature", least: 12 },
  { key: "recommended", least: 29, stamp: true },
  { key: "reviewed", least: 29, stamp: true },
];

export function sheetsOf(written: Readonly<Record<string, string | undefined>>): Box[][] {
  const { fields, form } = text.talent;
  const sheets: Box[][] = [[]];
  let left = ROOM;
  for (const { key, least, stamp = false } of BOXES) {
    const { lines, words } = fitted(key === "signature" ? "" : (written[key] ?? ""), ACROSS * LETTERS);
    const mm = Math.max(least, lines * LINE + BESIDE + (stamp ? STAMP : 0));
    if (mm > left) {
      sheets.push([]);
      left = ROOM_AFTER;
    }
    left -= mm;
    sheets.at(-1)?.push({ key, label: key === "signature" ? form.signature : fields[key], words, stamp, mm });
  }
  return sheets;
}

/** `1949-03-05` → `1949.03`, as such forms are written. */
export const month = (date: string | undefined): string => (date ?? "").slice(0, 7).replace("-", ".");

export const blankApplication = (): Application => ({
  number: "",
  day: "",
  facts: {},
  phones: "",
  photo: null,
  category: "",
  others: "",
  elders: [],
  title: "",
  rehired: "",
  area: "",
  weekdays: [],
  external: null,
  sheets: sheetsOf({}),
});

export function applicationOf({ talent, states }: TalentPage, facts: Application["facts"], phones: string, photo: string | null): Application {
  const of = (key: Written) => talent.facts[key] ?? "";
  return {
    number: of("number"),
    day: states[0]?.day ?? "",
    facts,
    phones,
    photo,
    category: talent.category,
    others: othersOf(talent).join("、"),
    elders: eldersOf(talent),
    title: of("title") || (facts.title ?? ""),
    rehired: of("rehired"),
    area: of("area"),
    weekdays: weekdaysOf(talent),
    external: talent.external,
    sheets: sheetsOf(talent.facts),
  };
}

export const unitPostOf = (facts: Application["facts"]): string => facts.unit_post || [facts.unit, facts.post].filter(Boolean).join(" ");
