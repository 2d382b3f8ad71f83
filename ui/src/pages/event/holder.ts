import type { EventRow } from "@/generated/EventRow";

/** Who holds an event, an organization, a team or both; empty where it is the centre's own. */
export const holderOf = ({ organization_name, team_name }: Pick<EventRow, "organization_name" | "team_name">): string =>
  [organization_name, team_name].filter((name) => name !== "").join("、");
