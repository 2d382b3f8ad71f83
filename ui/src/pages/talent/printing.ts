import { nextTick, ref, shallowRef } from "vue";
import { call, toCommandError, usePlatform, type CommandError } from "@/api";
import type { Talent } from "@/generated/Talent";
import type { TalentPage } from "@/generated/TalentPage";
import { paperDrawn } from "@/lib/paperDrawn";
import { addressOf } from "@/lib/photo";
import { applicationOf, blankApplication, type Application } from "./application";

type Paper = { kind: "form"; form: Application } | { kind: "list"; rows: readonly Talent[] };

/** What lies in the printer: one paper, for whatever else lay beside it would be printed with it. */
export const paper = shallowRef<Paper | null>(null);

/** Facts of the person are read for the form; the whole number only by who may, and that is logged. */
async function formOf(page: TalentPage): Promise<Application> {
  const { id } = page.talent.person;
  const person = await call("person.get", { id });
  const known = person.facts.phones ?? "";
  const [phones, photo] = await Promise.all([
    known !== "" && person.may_reveal ? call("person.reveal", { id, field: "phones" }).then(({ value }) => value) : known,
    person.has_photo ? call("photo.get", { id }).then(({ jpeg }) => jpeg && addressOf(jpeg)) : null,
  ]);
  return applicationOf(page, person.facts, phones, photo);
}

export function usePrinting() {
  const busy = ref(false);
  const error = shallowRef<CommandError | null>(null);

  async function put(make: () => Paper | Promise<Paper>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      paper.value = await make();
      await nextTick();
      await paperDrawn();
      usePlatform().print();
    } catch (reason) {
      error.value = toCommandError(reason);
    } finally {
      busy.value = false;
    }
  }

  const printForm = (page: TalentPage) => put(async () => ({ kind: "form", form: await formOf(page) }));
  const printBlank = () => put(() => ({ kind: "form", form: blankApplication() }));
  const printList = (rows: readonly Talent[]) => put(() => ({ kind: "list", rows }));

  return { busy, error, printForm, printBlank, printList };
}
