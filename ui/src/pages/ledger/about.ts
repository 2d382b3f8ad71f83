import { computed } from "vue";
import { useRead } from "@/api";
import type { Entries } from "@/generated/Entries";
import type { Named } from "@/generated/Named";
import { ABOUT, type About } from "./filters";

/** Whose lines are asked for, by name; `ready` once the names are known. */
export function useAbout(filter: () => Pick<Entries, About>) {
  const asked = (kind: About) => filter()[kind] !== undefined;
  const person = useRead("person.get", computed(() => ({ id: filter().person ?? "" })), { enabled: () => asked("person") });
  const organizations = useRead("organization.list", null, { enabled: () => asked("organization") });
  const teams = useRead("team.list", null, { enabled: () => asked("team") });
  const reads = { person, organization: organizations, team: teams };

  const ready = computed(() => ABOUT.every((kind) => !asked(kind) || !reads[kind].isPending.value));
  const named = computed<{ kind: About; named: Named }[]>(() =>
    ABOUT.flatMap((kind) => {
      const id = filter()[kind];
      if (id === undefined) return [];
      const record = kind === "person" ? undefined : reads[kind].data.value?.find((one) => one.id === id);
      return [{ kind, named: { id, name: (kind === "person" ? person.data.value?.facts.name : record?.name) ?? "" } }];
    }),
  );
  return { named, ready };
}
