import type { SaveTerm } from "@/generated/SaveTerm";
import type { Term } from "@/generated/Term";
import { dayAhead, dayTyped } from "@/lib/dayTyped";
import { NOBODY, type Who } from "@/pages/ledger/form";
import { text } from "@/text";

/** A post as it stands in the form: as typed. */
export interface PostForm {
  /** Tells the rows apart; a new one has no record yet. */
  key: string;
  id: string;
  title: string;
  who: Who;
  from: string;
  until: string;
}

export interface TermForm {
  elected: string;
  appointed: boolean;
  extended_to: string;
  extension: string;
  remark: string;
  posts: PostForm[];
}

let last = 0;
export const blankPost = (title: string): PostForm => ({ key: `new-${(last += 1)}`, id: "", title, who: { ...NOBODY }, from: "", until: "" });

/** A new committee begins with the first post, to be filled. */
export function termFormOf(term: Term | null, today: string): TermForm {
  if (!term) return { elected: today, appointed: false, extended_to: "", extension: "", remark: "", posts: [blankPost(text.organization.postTitles[0])] };
  const { elected, extended_to, extension, remark } = term;
  const posts = term.posts.map((post) => ({ key: post.id, id: post.id, title: post.title, who: { words: post.name, person: post.person, about: "" }, from: post.from, until: post.until }));
  return { elected, appointed: term.years === null, extended_to, extension, remark, posts };
}

/** Rows in which somebody is named. */
const filled = (form: TermForm) => form.posts.filter((post) => post.who.person !== null || post.who.words.trim() !== "");

/** By path of the request: a name that means nobody yet cannot be sent. */
export function wrongOf(form: TermForm): Record<string, string> {
  const wrong = filled(form).flatMap((post, at) => (post.who.person === null ? [[`posts.${at}.person`, text.ledger.personUnresolved] as const] : []));
  return Object.fromEntries(wrong);
}

/** A row that is left empty is none: where each row of the form stands in the request. */
export function placesOf(form: TermForm): Map<string, number> {
  return new Map(filled(form).map((post, at) => [post.key, at]));
}

export function requestOf(form: TermForm, organization: string, id: string | undefined, today: string): SaveTerm {
  const past = (typed: string) => dayTyped(typed, today) ?? typed;
  const given = <K extends string>(key: K, value: string) => (value.trim() === "" ? {} : ({ [key]: value.trim() } as Record<K, string>));
  return {
    ...(id ? { id } : {}),
    organization,
    elected: past(form.elected),
    appointed: form.appointed,
    ...given("extended_to", form.extended_to.trim() === "" ? "" : (dayAhead(form.extended_to, past(form.elected)) ?? form.extended_to)),
    ...given("extension", form.extension),
    ...given("remark", form.remark),
    posts: filled(form).map((post) => ({
      ...given("id", post.id),
      person: post.who.person ?? "",
      title: post.title.trim(),
      ...given("from", post.from.trim() === "" ? "" : past(post.from)),
      ...given("until", post.until.trim() === "" ? "" : past(post.until)),
    })),
  };
}
