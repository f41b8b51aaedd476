interface Ports {
  freePort(): Promise<number>;
}

const ports = (await import(new URL('../scripts/lib/ports.mjs', import.meta.url).href)) as Ports;

/** A port of the loopback interface on which a test may listen, now or later; none is given twice. */
export const freePort = (): Promise<number> => ports.freePort();
