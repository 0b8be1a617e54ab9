/** Runs once the browser has painted, in a task of its own. Returns how to call it off. */
export function afterPaint(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(run)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * A value that follows another after the paint, so that what is costly to draw does not hold up the control
 * that was touched. To be made while a component is made.
 */
export class AfterPaint<T> {
  value: T = $state.raw() as T;

  constructor(read: () => T) {
    this.value = read();
    $effect(() => {
      const next = read();
      return afterPaint(() => (this.value = next));
    });
  }
}
