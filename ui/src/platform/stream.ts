import type { Event } from "@/generated/Event";
import type { Kind } from "@/generated/Kind";
import { EventCutter } from "./sse";

// Written as a table, so that the compiler asks for a new kind here.
const EVERY_KIND = Object.keys({
  person: 1, organization: 1, unit: 1, presence: 1, event: 1, ledger: 1, return: 1, import: 1, operator: 1, setting: 1,
} satisfies Record<Kind, 1>) as Kind[];
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/** Keeps the stream of events open for as long as somebody is logged in. */
export class EventStream {
  private readonly listeners = new Set<(event: Event) => void>();
  private running: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait = FIRST_WAIT;

  constructor(private readonly headers: () => Record<string, string> | null) {}

  listen(heard: (event: Event) => void): () => void {
    this.listeners.add(heard);
    if (!this.running) this.restart();
    return () => {
      this.listeners.delete(heard);
    };
  }

  /** Another session sees another stream. */
  restart(): void {
    this.running?.abort();
    clearTimeout(this.timer);
    this.running = null;
    this.wait = FIRST_WAIT;
    if (this.headers() && this.listeners.size > 0) void this.open();
  }

  private async open(): Promise<void> {
    const headers = this.headers();
    if (!headers) return;
    const running = new AbortController();
    this.running = running;
    try {
      const answer = await fetch("/events", { headers, signal: running.signal });
      // A refusal is the end of the session; the next login starts the stream again.
      if (answer.status === 401 || answer.status === 403) return;
      if (!answer.ok || !answer.body) throw new Error(String(answer.status));
      this.wait = FIRST_WAIT;
      // Something may have changed while nobody listened, also between a login and this answer.
      this.tell({ type: "changed", kinds: EVERY_KIND });
      await this.read(answer.body);
    } catch {
      if (running.signal.aborted) return;
    }
    if (running.signal.aborted) return;
    this.timer = setTimeout(() => void this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const cutter = new EventCutter();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const data of cutter.feed(decoder.decode(value, { stream: true }))) this.tell(JSON.parse(data) as Event);
    }
  }

  private tell(event: Event): void {
    for (const heard of this.listeners) heard(event);
  }
}
