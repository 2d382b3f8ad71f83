import type { VolunteerCertificate } from "@/generated/VolunteerCertificate";
import { plainDay } from "@/lib/when";
import { fitted } from "@/lib/paperTable";
import { text } from "@/text";

// A certificate is as long as what was served: it is cut into sheets by us, its end never alone on one.

/** Shares of the table: number, day, content, team, hours. */
export const SHARES = [8, 16, 38, 21, 17] as const;
/** Between the margins of A4, and a letter of the table, in millimetres; `fitted` measures letters of 3.2. */
const ACROSS = 160;
const SMALLER = 3.2 / 3.75;
const LINE = 5;
const ABOVE = 3.2;
const LEAST = 8.6;
const HEAD = 9.4;
/** For everything, from margin to margin. */
const DOWN = 250;
const HEADING = 31;
const WORDS_LINE = 7.7;
const WORDS_LETTERS = 36;
/** What a sheet that goes on says of itself. */
const MORE = 10;
/** The sum, the closing words, who answers for it, and room for the seal. */
const FOOT = 76;

/** One sheet. */
export interface Sheet {
  rows: string[][];
  first: boolean;
  last: boolean;
}

/** Who is certified what. */
export function wordsOf(certificate: VolunteerCertificate): string {
  const t = text.volunteerCertificate;
  const { name, sex, identity, from, to, times, hours } = certificate;
  const about = [sex, identity && t.identity(identity)].filter((words) => words !== "");
  return t.words(t.who(name, about), plainDay(from), plainDay(to), times, hours);
}

export function sheetsOf(certificate: VolunteerCertificate): Sheet[] {
  const mm = SHARES.map((share) => ((ACROSS * share) / 100) * SMALLER);
  const rows = certificate.lines.map((line, i) => {
    const cells = [String(i + 1), line.day, line.content, line.team, line.hours].map((words, column) => fitted(words, mm[column] ?? 0));
    const high = Math.max(LEAST, Math.max(...cells.map(({ lines }) => lines)) * LINE + ABOVE);
    return { words: cells.map(({ words }) => words), high };
  });
  const words = Math.ceil((wordsOf(certificate).length + 2) / WORDS_LETTERS) * WORDS_LINE;
  const sheets: Sheet[] = [{ rows: [], first: true, last: false }];
  let left = DOWN - HEADING - words - HEAD;
  rows.forEach(({ words: cells, high }, i) => {
    // The last row takes the end with it.
    const needs = i === rows.length - 1 ? high + FOOT : high;
    const sheet = sheets.at(-1);
    if (needs > left && sheet && sheet.rows.length > 0) {
      sheets.push({ rows: [], first: false, last: false });
      left = DOWN - MORE - HEAD;
    }
    left -= high;
    sheets.at(-1)?.rows.push(cells);
  });
  return sheets.map((sheet, i) => ({ ...sheet, last: i === sheets.length - 1 }));
}
