// How much of the processor the page's main thread takes for what is done to it: unlike the time on a clock, it
// does not grow when the machine is busy.
import type { Browser } from 'playwright-core';

interface Event {
  name: string;
  pid: number;
  tid: number;
  tdur?: number; // of the thread's own time, in microseconds
}

/** The longest task of the busiest thread that ran scripts while act went on, in milliseconds of processor time. */
export async function longestTask(browser: Browser, act: () => Promise<void>): Promise<number> {
  const tracing = await browser.newBrowserCDPSession();
  const events: Event[] = [];
  tracing.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as Event[])));
  await tracing.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'toplevel'] } });
  await act();
  const complete = new Promise((resolve) => tracing.once('Tracing.tracingComplete', resolve));
  await tracing.send('Tracing.end');
  await complete;
  await tracing.detach();
  const thread = (e: Event) => `${e.pid} ${e.tid}`;
  const calls = new Map<string, number>();
  for (const e of events) if (e.name === 'FunctionCall') calls.set(thread(e), (calls.get(thread(e)) ?? 0) + 1);
  const [main] = [...calls].sort((a, b) => b[1] - a[1])[0] ?? [];
  const tasks = events.filter((e) => e.name === 'ThreadControllerImpl::RunTask' && thread(e) === main).map((e) => (e.tdur ?? 0) / 1000);
  return Math.max(0, ...tasks);
}
