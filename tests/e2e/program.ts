import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Commands } from "@/generated/Commands";
import type { FileRef } from "@/generated/FileRef";

const ROOT = resolve(__dirname, "../..");
const BINARY = process.env.YINHUI_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/yinhui");
export const ROSTER = join(ROOT, "tests/fixtures/rosters/typical_60.xlsx");

export const ADMIN = { operator: "玉香", password: "yinhui-2026" };
export const CENTRE = "景洪市离退休干部党群服务中心";

/** The program itself on a folder of its own, spoken to as any host speaks to it. */
export class Program {
  private session: string | null = null;
  recovery = "";

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Program> {
    const folder = await mkdtemp(join(tmpdir(), "yinhui-e2e-"));
    const child = spawn(BINARY, ["--data", join(folder, "data"), "serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const url = await new Promise<string>((found, failed) => {
      child.once("error", failed);
      child.once("exit", (code) => failed(new Error(`the program ended at once: ${code}`)));
      createInterface({ input: child.stdout! }).once("line", (line) => found((JSON.parse(line) as { url: string }).url));
    });
    return new Program(url.replace(/\/$/, ""), child, folder);
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once("exit", done));
    this.child.kill();
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  async call<K extends keyof Commands>(command: K, args: Commands[K]["request"]): Promise<Commands[K]["response"]> {
    const answer = await fetch(`${this.url}/rpc`, {
      method: "POST",
      headers: { "content-type": "application/json", ...this.header() },
      body: JSON.stringify({ command, args, request: crypto.randomUUID() }),
    });
    const body = (await answer.json()) as unknown;
    if (!answer.ok) throw new Error(`${command}: ${JSON.stringify(body)}`);
    return body as Commands[K]["response"];
  }

  private header(): Record<string, string> {
    return this.session ? { "x-yinhui-session": this.session } : {};
  }

  /** Begins the centre, as the wizard would. */
  async setUp(): Promise<void> {
    const done = await this.call("system.setup", { centre: CENTRE, region: "景洪市", ...ADMIN });
    this.session = done.session;
    this.recovery = done.recovery_code;
    await this.call("recovery.confirm", { part: lastGroup(done.recovery_code) });
  }

  async addPerson(facts: Record<string, string>): Promise<string> {
    return (await this.call("person.save", { facts })).id;
  }

  async importRoster(path = ROSTER): Promise<string> {
    const answer = await fetch(`${this.url}/files?name=${encodeURIComponent(basename(path))}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", ...this.header() },
      body: await readFile(path),
    });
    const file = (await answer.json()) as FileRef;
    const { plan } = await this.call("import.plan", { files: [file] });
    return (await this.call("import.run", { plan })).id;
  }
}

export function lastGroup(code: string): string {
  return code.trim().split(/[\s-]+/).at(-1) ?? "";
}
