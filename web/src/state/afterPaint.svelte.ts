/**
 * A value that follows another once the browser has painted, so that what is costly to draw does not hold up
 * the control that was touched. To be made while a component is made.
 */
export class AfterPaint<T> {
  value: T = $state.raw() as T;

  constructor(read: () => T) {
    this.value = read();
    $effect(() => {
      const next = read();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const frame = requestAnimationFrame(() => (timer = setTimeout(() => (this.value = next))));
      return () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
      };
    });
  }
}
