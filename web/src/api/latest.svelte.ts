import { Refused, Unreachable } from './ask';

/** For how long a new question shows nothing but the old answer, in milliseconds. */
const patience = { dim: 100, skeleton: 300 };
const retryAfter = 5000;

/** The newest answer to a question that changes, and how the next one is getting on. */
export class Latest<T> {
  answer = $state.raw<T | undefined>();
  /** The answer shown is one to an earlier question. */
  dimmed = $state(false);
  /** There is no answer yet, and it is taking long enough to say so. */
  waiting = $state(false);
  refused = $state.raw<Refused | undefined>();
  /** Since when the server has not been reached. */
  goneSince = $state.raw<Date | undefined>();
  #tries = $state(0);

  /**
   * Asks anew whenever what question reads has changed; null asks nothing. To be made while a component
   * is made.
   */
  constructor(question: (signal: AbortSignal) => Promise<T> | null) {
    $effect(() => {
      void this.#tries;
      const controller = new AbortController();
      const asked = question(controller.signal);
      if (asked === null) {
        this.answer = undefined;
        this.refused = undefined;
        return;
      }
      const timers = [
        setTimeout(() => (this.dimmed = true), patience.dim),
        setTimeout(() => (this.waiting = this.answer === undefined), patience.skeleton),
      ];
      asked
        .then((answer) => {
          if (controller.signal.aborted) return;
          this.answer = answer;
          this.refused = this.goneSince = undefined;
        })
        .catch((error: unknown) => {
          if (!controller.signal.aborted) this.#failed(error, timers);
        })
        .finally(() => {
          if (controller.signal.aborted) return;
          for (const t of timers.slice(0, 2)) clearTimeout(t);
          this.dimmed = this.waiting = false;
        });
      return () => {
        controller.abort();
        timers.forEach(clearTimeout);
      };
    });
  }

  #failed(error: unknown, timers: ReturnType<typeof setTimeout>[]): void {
    if (error instanceof Refused) {
      this.refused = error;
      this.answer = undefined;
    } else if (error instanceof Unreachable) {
      this.goneSince ??= new Date();
      timers.push(setTimeout(() => this.retry(), retryAfter));
    } else {
      throw error;
    }
  }

  /** Asks the same question again. */
  retry(): void {
    this.#tries += 1;
  }
}
