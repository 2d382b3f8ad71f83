/** Read most often, in the order of their tabs. */
const FIRST: readonly string[] = ["centre_annual", "f1", "f5", "party", "meetings", "talents"];

/** Which forms are tabs and which stand in the menu. The guest takes the place of the last tab. */
export function shownTabs(ids: readonly string[], guest: string): { tabs: string[]; rest: string[] } {
  const known = FIRST.filter((id) => ids.includes(id));
  const tabs = known.length > 0 ? known : ids.slice(0, FIRST.length);
  if (ids.includes(guest) && !tabs.includes(guest)) tabs.splice(FIRST.length - 1, 1, guest);
  return { tabs, rest: ids.filter((id) => !tabs.includes(id)) };
}
