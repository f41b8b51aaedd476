/** Delayed work that can be called off as a whole, so that closing or resetting leaves nothing behind. */
export class Timers {
  private readonly pending = new Set<NodeJS.Timeout>();

  after(ms: number, work: () => Promise<unknown> | void): void {
    const timer = setTimeout(() => {
      this.pending.delete(timer);
      void work();
    }, ms);
    this.pending.add(timer);
  }

  /** Waits, unless everything is called off first: then it never resolves. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  cancelAll(): void {
    for (const timer of this.pending) clearTimeout(timer);
    this.pending.clear();
  }
}
