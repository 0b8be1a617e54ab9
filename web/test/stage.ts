// What every test of the page needs: the real program as a server, and a real Chromium that knows no
// host but this machine and reports what a page should never do.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const root = new URL('../../', import.meta.url).pathname;

/** Builds the program, with the page that is in dist, and returns its path and how to remove it. */
export function build(): { program: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'noboru-page-'));
  const program = join(folder, 'noboru');
  execFileSync('go', ['build', '-o', program, '.'], { cwd: root });
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A server under way. */
export class Server {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
  ) {}

  /** Starts one on a port of its own choice, or on a given one, and waits until it says where. */
  static async start(program: string, args: string[] = [], address = '127.0.0.1:0'): Promise<Server> {
    const child = spawn(program, ['serve', '--addr', address, ...args], { cwd: root, env: { ...process.env, LC_ALL: 'C' } });
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /at (http:\/\/127\.0\.0\.1:\d+)\/graphql/.exec(said)?.[1];
        if (found) resolve(found);
      });
      child.on('exit', () => reject(new Error(`the server ended: ${said}`)));
    });
    return new Server(url, child);
  }

  /** The address to give to start, so that the server comes back where it was. */
  get address(): string {
    return new URL(this.url).host;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }
}

/** Starts Chromium without its sandbox, which it refuses to root, and without any name server. */
export function openBrowser(args: string[] = []): Promise<Browser> {
  const executablePath = execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', ...args],
  });
}

export interface Look {
  width?: number;
  height?: number;
  locale?: string;
  dark?: boolean;
}

/** A window on the page, with a list of what went wrong in it. */
export class Visit {
  readonly faults: string[] = [];
  readonly requests: string[] = [];
  /** Turned on while a server is meant to be away. */
  forgiving = false;

  private constructor(
    readonly server: Server,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('console', (m) => {
      // zag-js reads its own derived values once more while a combobox is taken away; nothing depends on it.
      const known = m.text().includes('derived_inert');
      if (['error', 'warning', 'assert'].includes(m.type()) && !known && !this.forgiving) this.faults.push(`${m.type()}: ${m.text()}`);
    });
    page.on('pageerror', (e) => this.faults.push(`uncaught: ${e.message}`));
    page.on('request', (r) => this.requests.push(r.url()));
  }

  static async open(browser: Browser, server: Server, look: Look = {}): Promise<Visit> {
    const context = await browser.newContext({
      viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
      locale: look.locale ?? 'ja-JP',
      colorScheme: look.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      baseURL: server.url,
    });
    context.setDefaultTimeout(20_000);
    return new Visit(server, context, await context.newPage());
  }

  /** Goes to an address and waits until nothing more is asked of the server. */
  async go(path: string): Promise<Page> {
    await this.page.goto(path, { waitUntil: 'networkidle' });
    return this.page;
  }

  /** Ends the visit. Fails where the console complained or something outside this server was asked for. */
  async close(): Promise<void> {
    await this.context.close();
    const outside = this.requests.filter((r) => !r.startsWith(`${this.server.url}/`) && !/^(data:image\/|blob:)/.test(r));
    assert.deepEqual(outside, [], 'requests that leave the server');
    assert.deepEqual(this.faults, [], 'complaints on the console');
  }
}

/** A stage for a file of tests: one server and one browser, closed when the file is done. */
export function stage(args: string[] = []): { server: () => Server; browser: () => Browser; program: () => string; visit: (look?: Look) => Promise<Visit> } {
  const built = build();
  let server: Server | undefined;
  let browser: Browser | undefined;
  before(async () => {
    server = await Server.start(built.program, args);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    built.remove();
  });
  const running = <T>(value: T | undefined): T => value ?? assert.fail('the stage is not set');
  return {
    server: () => running(server),
    browser: () => running(browser),
    program: () => built.program,
    visit: (look) => Visit.open(running(browser), running(server), look),
  };
}

/** Asks the server's API. */
export async function api<T>(server: Server, query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
  assert.equal(errors, undefined);
  return data;
}

export interface Box {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where texts stand on the page, those that are shown. */
export function boxes(page: Page, selector: string): Promise<Box[]> {
  return page.$$eval(selector, (elements) =>
    elements.map((e) => {
      const { x, y, width, height } = e.getBoundingClientRect();
      return { text: e.textContent ?? '', x, y, width, height };
    }),
  );
}

/** The pairs of boxes that overlap by more than a pixel. */
export function overlaps(all: Box[]): string[] {
  const slack = 1;
  return all.flatMap((a, i) =>
    all.slice(i + 1).flatMap((b) =>
      a.x + slack < b.x + b.width && b.x + slack < a.x + a.width && a.y + slack < b.y + b.height && b.y + slack < a.y + a.height ? [`${a.text} / ${b.text}`] : [],
    ),
  );
}
