import { reactive } from "vue";
import { useAction } from "@/api";

/** Numbers of relatives that were asked for, by record: shown whole where they stood masked. */
export function useRelativePhones() {
  const shown = reactive<Record<string, string>>({});
  const reveal = useAction("relative.reveal");

  async function show(id: string): Promise<string | undefined> {
    const answer = await reveal.run({ id });
    if (answer) shown[id] = answer.value;
    return answer?.value;
  }

  return { shown, show, error: reveal.error };
}
