import type { Certificate } from "@/generated/Certificate";
import type { EventRow } from "@/generated/EventRow";
import { plainDay } from "@/lib/when";
import { holderOf } from "./holder";

/** What stands on one certificate. */
export interface CertificateFace {
  title: string;
  words: string;
  issuer: string;
  day: string;
}

/** The words of the template with everything filled in for one of those who took part. */
export function faceOf(template: Certificate, event: EventRow, name: string, centre: string, today: string): CertificateFace {
  const blanks: Record<string, string> = {
    姓名: name,
    活动: event.name,
    类别: event.kind,
    日期: plainDay(event.day),
    地点: event.venue,
    主办: holderOf(event) || centre,
  };
  const words = template.words.replace(/\{([^{}]*)\}/g, (whole, blank: string) => blanks[blank] ?? whole);
  return { title: template.title, words, issuer: template.issuer || centre, day: plainDay(today) };
}
