import type { LocationQuery } from "vue-router";
import type { EventRow } from "@/generated/EventRow";
import type { TreeKind } from "@/generated/TreeKind";
import { chainOf, rowsOf } from "@/lib/kinds";

/** What a list of events is narrowed by. */
export const FILTERS = ["kind", "holder", "brand", "campaign"] as const;
export type FilterName = (typeof FILTERS)[number];
export type EventFilter = Partial<Record<FilterName, string>>;

/** As the address says it. */
export function filterOf(query: LocationQuery): EventFilter {
  const filter: EventFilter = {};
  for (const name of FILTERS) {
    const value = query[name];
    if (typeof value === "string" && value !== "") filter[name] = value;
  }
  return filter;
}

/** What an event is found by: a kind also by those it is part of, an event of two by either. */
function valuesOf(event: EventRow, name: FilterName, kinds: readonly TreeKind[]): string[] {
  if (name === "kind") return chainOf(kinds, event.kind);
  return name === "holder" ? [event.organization_name, event.team_name] : [event[name]];
}

const fits = (event: EventRow, filter: EventFilter, kinds: readonly TreeKind[], but?: FilterName): boolean =>
  FILTERS.every((name) => name === but || filter[name] === undefined || valuesOf(event, name, kinds).includes(filter[name]));

export const fitting = (events: readonly EventRow[], filter: EventFilter, kinds: readonly TreeKind[]): EventRow[] => events.filter((event) => fits(event, filter, kinds));

export interface Choice {
  value: string;
  count: number;
}

/** What there is to choose, and how many each would show; what is chosen stays, though there may be none of it. Kinds keep the order of their tree. */
export function choicesOf(events: readonly EventRow[], name: FilterName, filter: EventFilter, kinds: readonly TreeKind[]): Choice[] {
  const chosen = filter[name];
  const counts = new Map<string, number>(chosen === undefined ? [] : [[chosen, 0]]);
  for (const event of events.filter((one) => fits(one, filter, kinds, name))) {
    for (const value of valuesOf(event, name, kinds)) if (value !== "") counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const order = rowsOf(kinds).map((kind) => kind.name);
  const place = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length);
  const choices = [...counts].map(([value, count]) => ({ value, count }));
  return choices.sort((one, other) => place(one.value) - place(other.value) || other.count - one.count);
}

export interface EventFigures {
  events: number;
  cancelled: number;
  expected: number;
  here: number;
}

/** How many events are shown, and how many people were to come and came to those that took place. */
export function figuresOf(events: readonly EventRow[]): EventFigures {
  const held = events.filter(({ cancelled }) => !cancelled);
  const sum = (of: (event: EventRow) => number) => held.reduce((all, event) => all + of(event), 0);
  return { events: events.length, cancelled: events.length - held.length, expected: sum(({ expected }) => expected), here: sum(({ here }) => here) };
}
