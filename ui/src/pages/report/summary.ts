import type { Annual } from "@/generated/Annual";
import { plainDay } from "@/lib/when";
import { text } from "@/text";

const FORM = "centre_annual";

interface Sentence {
  lead: string;
  parts: string[];
}

/** 年度小结: the figures of the year as one paragraph to paste. What is nought is left out. */
export function summaryOf(annual: Annual): string {
  const form = annual.forms.find(({ id }) => id === FORM);
  if (!form) return "";
  const t = text.report.summary;
  const value = (id: string) => form.cells.find((cell) => cell.id === id)?.value ?? 0;
  const say = (id: string, words: (n: number) => string) => (value(id) === 0 ? "" : words(value(id)));
  const members = value("members_retired") + value("members_mixed");
  // A share of the whole only where there is another part.
  const share = (id: string) => (value(id) === members ? "" : t.share(((value(id) / members) * 100).toFixed(1)));
  const awards = value("award_persons") > 0 && value("award_bodies") > 0
    ? [t.awards(value("award_persons"), value("award_bodies"))]
    : [say("award_persons", t.awardPersons), say("award_bodies", t.awardBodies)];
  const sentences: Sentence[] = [
    {
      lead: t.asAt(plainDay(form.as_at)),
      parts: [
        say("organizations", t.organizations),
        say("members_retired", (n) => t.members(n, share("members_retired"))),
        say("members_mixed", (n) => t.mixed(n, share("members_mixed"))),
        say("standardized", t.standardized),
        say("model_branches", t.model),
      ],
    },
    { lead: t.year, parts: [say("medals", t.medals), say("care_persons", t.care), say("study_deliveries", t.study), ...awards] },
    {
      lead: t.inHouse,
      parts: [say("resident_branches", t.residentBranches), say("resident_functional", t.residentFunctional), say("associations", t.associations)],
    },
    { lead: "", parts: [say("venue_uses", t.venueUses), say("venue_heads", t.venueHeads)] },
    {
      lead: "",
      parts: [
        say("volunteer_teams", t.volunteerTeams),
        say("expert_teams", t.expertTeams),
        say("finest_persons", t.finestPersons),
        say("finest_teams", t.finestTeams),
        say("volunteer_events", t.volunteerEvents),
        say("volunteer_heads", t.volunteerHeads),
      ],
    },
    { lead: "", parts: [say("talents", t.talents), say("lecturers", t.lecturers), say("jurors", t.jurors)] },
  ];
  const said = sentences.map(({ lead, parts }) => ({ lead, parts: parts.filter(Boolean) }));
  return said
    .filter(({ parts }) => parts.length > 0)
    .map(({ lead, parts }) => `${lead}${parts.join("，")}。`)
    .join("");
}
