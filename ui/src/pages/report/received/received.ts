import { computed, ref } from "vue";
import { useRoute, useRouter } from "vue-router";
import type { ReceivedInfo } from "@/generated/ReceivedInfo";
import type { ReceivedList } from "@/generated/ReceivedList";

/** What is open beside the list: the sum, one that was sent, or an empty one being typed. */
export type Opened = { what: "sum" } | { what: "sent"; id: string } | { what: "new" };

/** Which form and which of those sent is open, as the address says it, so that going back finds it. */
export function useOpened(list: () => ReceivedList | undefined) {
  const route = useRoute();
  const router = useRouter();
  const word = (key: string) => (typeof route.query[key] === "string" ? route.query[key] : "");
  const forms = computed(() => list()?.forms ?? []);
  const form = computed(() => forms.value.find(({ id }) => id === word("form")) ?? forms.value[0]);
  const returns = computed(() => (list()?.returns ?? []).filter((one) => one.form === form.value?.id));
  const opened = computed<Opened>(() => {
    const id = word("id");
    if (id === "new") return { what: "new" };
    return returns.value.some((one) => one.id === id) ? { what: "sent", id } : { what: "sum" };
  });
  const go = (query: Record<string, string>) => router.replace({ query: { ...route.query, ...query } });
  return { forms, form, returns, opened, show: (id: string) => go({ id }), choose: (id: string) => go({ form: id, id: "" }) };
}

/** Numbers as they are typed into a form, by cell. */
export function useTyped(start: Record<string, number>) {
  const typed = ref<Record<string, string>>(Object.fromEntries(Object.entries(start).map(([id, figure]) => [id, String(figure)])));
  const before = JSON.stringify(typed.value);
  const changed = computed(() => JSON.stringify(filled(typed.value)) !== JSON.stringify(filled(JSON.parse(before) as Record<string, string>)));
  return { typed, changed };
}

const filled = (typed: Record<string, string>) => Object.fromEntries(Object.entries(typed).filter(([, words]) => words.trim() !== "").sort());

/** The numbers, and the cells that hold none. Thousands may be parted as on paper. */
export function figuresOf(typed: Record<string, string>): { figures: Record<string, number>; wrong: string[] } {
  const figures: Record<string, number> = {};
  const wrong: string[] = [];
  for (const [id, words] of Object.entries(typed)) {
    const plain = words.normalize("NFKC").replace(/[\s,，]/g, "");
    if (plain === "") continue;
    if (/^-?\d{1,10}$/.test(plain)) figures[id] = Number(plain);
    else wrong.push(id);
  }
  return { figures, wrong };
}

/** The number of units a form was received from, for the list of forms. */
export const sentBy = (list: ReceivedList | undefined, form: string): readonly ReceivedInfo[] => (list?.returns ?? []).filter((one) => one.form === form);
