import { computed, shallowRef } from "vue";
import { readAgain, useAction, useRead } from "@/api";
import type { EventTemplate } from "@/generated/EventTemplate";
import { headsOf } from "@/lib/heads";
import type { EventForm } from "./form";

const shown = (number: number | null): string => (number === null ? "" : String(number));

/** What a template says stands in the form; the day and who holds it stay as they are. */
export function withTemplate(form: EventForm, template: EventTemplate): EventForm {
  const { name, kind, from, to, venue, brand, campaign, away, remark } = template;
  return { ...form, name, kind, from, to, venue, brand, campaign, away, remark, capacity: shown(template.capacity) };
}

export function templateOf(form: EventForm): EventTemplate {
  const { kind, from, to, away } = form;
  const [name, venue, brand, campaign, remark] = [form.name, form.venue, form.brand, form.campaign, form.remark].map((words) => words.trim()) as [string, string, string, string, string];
  return { name, kind, from, to, venue, brand, campaign, away, remark, capacity: form.capacity.trim() === "" ? null : headsOf(form.capacity) };
}

/** Templates are written all together: what others have kept meanwhile is read first, so that it stays. */
export function useTemplates() {
  const found = useRead("event.templates", null);
  const read = useAction("event.templates");
  const save = useAction("event.save_templates");
  const all = computed(() => found.data.value?.templates ?? []);
  /** The last one taken away, and where it stood. */
  const gone = shallowRef<{ template: EventTemplate; at: number } | null>(null);
  const error = computed(() => save.error.value ?? read.error.value ?? found.error.value);
  const busy = computed(() => save.busy.value || read.busy.value);

  async function write(change: (now: readonly EventTemplate[]) => EventTemplate[]): Promise<boolean> {
    save.clear();
    const now = await read.run(null);
    const done = now && (await save.run({ templates: change(now.templates) }));
    if (done) await readAgain("event.templates");
    return Boolean(done);
  }

  /** One of the same name is written anew. */
  async function keep(template: EventTemplate): Promise<boolean> {
    const done = await write((now) => (now.some(({ name }) => name === template.name) ? now.map((one) => (one.name === template.name ? template : one)) : [...now, template]));
    if (done) gone.value = null;
    return done;
  }

  async function take(template: EventTemplate): Promise<void> {
    const at = all.value.findIndex(({ name }) => name === template.name);
    if (await write((now) => now.filter(({ name }) => name !== template.name))) gone.value = { template, at };
  }

  async function putBack(): Promise<EventTemplate | null> {
    if (!gone.value) return null;
    const { template, at } = gone.value;
    if (!(await write((now) => [...now.slice(0, at), template, ...now.slice(at)]))) return null;
    gone.value = null;
    return template;
  }

  return { all, gone, error, busy, keep, take, putBack };
}
