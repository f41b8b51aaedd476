/** A list that keeps the latest entries up to a limit, oldest first. */
export class BoundedList<T> {
  private entries: T[] = [];

  constructor(private readonly limit: number) {}

  add(entry: T): void {
    this.entries.push(entry);
    // Cutting in blocks keeps adding cheap: a shift per entry would move the whole array each time.
    if (this.entries.length >= this.limit * 1.25) this.entries = this.entries.slice(-this.limit);
  }

  all(): T[] {
    return this.entries.slice(-this.limit);
  }

  newestFirst(count = this.limit): T[] {
    return this.all().slice(-count).reverse();
  }

  clear(): void {
    this.entries = [];
  }
}
