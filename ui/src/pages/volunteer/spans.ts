import { quickSpans as spansOfLedgers } from "@/pages/ledger/filters";
import { text } from "@/text";

/** Hours are asked for this year, the one before, or this month; the year first. */
export function quickSpans(today: string): { label: string; days: readonly [string, string] }[] {
  if (today === "") return [];
  const [year, before, month] = spansOfLedgers(today);
  const { spans } = text.volunteer;
  return [year, before, month].flatMap((one, i) => (one ? [{ label: [spans.year, spans.lastYear, spans.month][i] ?? "", days: one.days }] : []));
}
