interface Order<Settings> {
  settings: Settings;
  times: number;
}

/** How a provider is told to behave: towards everyone or for one reference, for good or for the next few calls. */
export class Behaviour<Settings extends { mode: string }> {
  private general: Order<Settings>;
  private readonly byReference = new Map<string, Order<Settings>>();

  constructor(private readonly usual: Settings) {
    this.general = { settings: usual, times: Infinity };
  }

  /** What applies to everyone at the moment. */
  get current(): Settings {
    return this.general.settings;
  }

  set(
    settings: Settings,
    { reference, times = Infinity }: { reference?: string; times?: number } = {},
  ): void {
    const order = { settings, times };
    if (reference === undefined) this.general = order;
    else if (settings.mode === this.usual.mode) this.byReference.delete(reference);
    else this.byReference.set(reference, order);
  }

  /** The settings for one call; a limited order is used up by it. */
  take(reference?: string): Settings {
    const own = reference === undefined ? undefined : this.byReference.get(reference);
    const order = own ?? this.general;
    order.times -= 1;
    if (order.times <= 0 && own && reference !== undefined) this.byReference.delete(reference);
    else if (order.times <= 0) this.general = { settings: this.usual, times: Infinity };
    return order.settings;
  }

  reset(): void {
    this.general = { settings: this.usual, times: Infinity };
    this.byReference.clear();
  }
}
