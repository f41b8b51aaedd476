import { isDuplicate, send, type Connection } from './database.js';
import { packetOf, type Statement } from './statements.js';

/** A key that somebody may have taken before, where that ends the whole work. */
export interface Claim {
  /** How the database names the key when it speaks of a duplicate. */
  key: string;
  taken: () => Error;
}

/** Hears what came of a statement that travelled with others. */
type Listener = (result: unknown) => void;

/** The statements of one transaction on their way to the server, in as few packets as their order allows. */
export class Packets {
  /** The first packet begins the transaction, so that nothing travels for that alone. */
  private waiting: Statement[] = [{ text: 'START TRANSACTION', params: [] }];
  private claim: Claim | undefined;
  /** By their places in the packet. */
  private listeners = new Map<number, Listener>();
  private begun = false;

  constructor(private readonly connection: Connection) {}

  /** Keeps a statement until the next one that somebody waits for. */
  add(statement: Statement, claim = this.claim): void {
    this.waiting.push(statement);
    this.claim = claim;
  }

  /** The same for a question: whoever asked hears the answer when the packet is back. */
  ask(statement: Statement, listener: Listener): void {
    this.listeners.set(this.waiting.length, listener);
    this.add(statement);
  }

  /** Sends what waits. */
  async flush(): Promise<void> {
    if (this.waiting.length > 0) await this.sendWaiting();
  }

  /** Sends what waits and then this statement, in one packet; answers what came of this one. */
  async send<Result>(statement: Statement): Promise<Result> {
    this.waiting.push(statement);
    return (await this.sendWaiting()).at(-1) as Result;
  }

  /**
   * Ends the transaction with what waits; whoever listens hears first, because it may refuse. Where the server has heard
   * nothing and nothing waits, it never does.
   */
  async end(word: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    if (this.listeners.size > 0) await this.flush();
    if (this.begun || this.waiting.length > 1) await this.send({ text: word, params: [] });
  }

  /** A connection that cannot even forget is of no use to the next work. */
  async rollBack(): Promise<void> {
    if (this.begun) await send(this.connection, 'ROLLBACK', []).catch(() => this.connection.destroy());
  }

  /**
   * Answers what came of each statement.
   * @throws what the claim says when its key is taken, and whatever else the database refuses.
   */
  private async sendWaiting(): Promise<unknown[]> {
    const { claim, waiting, listeners } = this;
    const { text, params } = packetOf(waiting);
    this.waiting = [];
    this.claim = undefined;
    this.listeners = new Map();
    this.begun = true;
    try {
      const answer = await send<unknown>(this.connection, text, params);
      const results = waiting.length === 1 ? [answer] : (answer as unknown[]);
      listeners.forEach((listener, place) => listener(results[place]));
      return results;
    } catch (error) {
      throw claim && isDuplicate(error, claim.key) ? claim.taken() : error;
    }
  }
}
