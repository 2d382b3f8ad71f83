import { keepPreviousData, QueryClient, useQuery, type Query } from "@tanstack/vue-query";
import { computed, toValue, type MaybeRefOrGetter } from "vue";
import type { Event } from "@/generated/Event";
import type { CommandError } from "@/platform/error";
import { call, type RequestOf, type ResponseOf } from "./call";
import { readKey, touches, type KeyHead, type ReadCommand } from "./kinds";
import { sessionTurn } from "./session";

export const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 60_000 } },
});

interface ReadOptions {
  enabled?: MaybeRefOrGetter<boolean>;
  /** Show the former answer while the next is on its way. */
  keep?: boolean;
  refetchInterval?: number;
}

/** Reads and keeps reading: again when the request changes or a kind it is made of does. */
export function useRead<K extends ReadCommand>(
  command: K,
  request: MaybeRefOrGetter<RequestOf<K>>,
  options: ReadOptions = {},
) {
  return useQuery<ResponseOf<K>, CommandError>({
    queryKey: computed(() => readKey(command, toValue(request), sessionTurn.value)),
    queryFn: () => call(command, toValue(request)),
    enabled: () => toValue(options.enabled ?? true),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.refetchInterval ? { refetchInterval: options.refetchInterval } : {}),
  });
}

/**
 * Reads again what `concerns` holds for. A first reading still under way may have been answered before the change, and the
 * library would let it stand: what it reads is read again once it is there.
 */
function readAgainWhere(client: QueryClient, concerns: (query: Query) => boolean): Promise<void> {
  for (const query of client.getQueryCache().findAll({ predicate: concerns })) {
    if (query.state.data !== undefined || query.state.fetchStatus !== "fetching") continue;
    const again = () => client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    void query.promise?.then(again, again);
  }
  return client.invalidateQueries({ predicate: concerns });
}

/** Reads again exactly what is made of the kinds that changed. */
export function hearEvent(client: QueryClient, event: Event): void {
  if (event.type === "changed") void readAgainWhere(client, (query) => touches(query.queryKey, event.kinds));
}

export function readAgain(...commands: ReadCommand[]): Promise<void> {
  return readAgainWhere(queries, (query) => commands.includes((query.queryKey[0] as KeyHead).command));
}
