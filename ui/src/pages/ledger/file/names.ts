import { computed } from "vue";
import { useRead } from "@/api";
import type { SubjectKind } from "../columns";
import type { Line } from "./lines";

/** An event is looked for among those of the half year before and after. */
const ABOUT = 183 * 86_400_000;
/** No more is answered at once. */
const MOST = 730 * 86_400_000;
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The names of what lines are about, by record id. */
export function useNames(lines: () => readonly Line[]) {
  const asks = (kind: SubjectKind) => lines().some(({ entry }) => (entry[kind] ?? "") !== "");
  const span = computed(() => {
    const days = lines().flatMap(({ entry }) => (entry.event ? Date.parse(`${entry.day}T00:00:00Z`) : [])).filter((at) => !Number.isNaN(at));
    if (days.length === 0) return null;
    const to = Math.max(...days) + ABOUT;
    return { from: iso(Math.max(Math.min(...days) - ABOUT, to - MOST)), to: iso(to) };
  });
  const organizations = useRead("organization.list", null, { enabled: () => asks("organization") });
  const teams = useRead("team.list", null, { enabled: () => asks("team") });
  const events = useRead("event.list", computed(() => span.value ?? { from: "", to: "" }), { enabled: () => span.value !== null, keep: true });
  const names = computed(() => {
    const known = [...(organizations.data.value ?? []), ...(teams.data.value ?? []), ...(events.data.value ?? [])];
    const read = lines().flatMap(({ draft }) => [[draft.entry.organization, draft.organization], [draft.entry.team, draft.team]] as const);
    return new Map<string | undefined, string>([...read, ...known.map(({ id, name }) => [id, name] as const)]);
  });
  return (id: string): string => names.value.get(id) ?? "";
}
