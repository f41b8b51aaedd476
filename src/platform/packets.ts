import { isDuplicate, send, type Connection } from './database.js';
import { packetOf, type Statement } from './statements.js';

/** A key that somebody may have taken before, where that ends the whole work. */
export interface Claim {
  /** How the database names the key when it speaks of a duplicate. */
  key: string;
  taken: () => Error;
}

/** The statements of one transaction on their way to the server, in as few packets as their order allows. */
export class Packets {
  /** The first packet begins the transaction, so that nothing travels for that alone. */
  private waiting: Statement[] = [{ text: 'START TRANSACTION', params: [] }];
  private claim: Claim | undefined;
  private begun = false;

  constructor(private readonly connection: Connection) {}

  /** Keeps a statement until the next one that somebody waits for. */
  add(statement: Statement, claim = this.claim): void {
    this.waiting.push(statement);
    this.claim = claim;
  }

  /** Sends what waits. */
  async flush(): Promise<void> {
    if (this.waiting.length > 0) await this.sendWaiting();
  }

  /** Sends what waits and then this statement, in one packet; answers what came of this one. */
  async send<Result>(statement: Statement): Promise<Result> {
    const isAlone = this.waiting.length === 0;
    this.waiting.push(statement);
    const results = await this.sendWaiting();
    return (isAlone ? results : (results as unknown[]).at(-1)) as Result;
  }

  /** Ends the transaction with what waits. Where the server has heard nothing and nothing waits, it never does. */
  async end(word: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    if (this.begun || this.waiting.length > 1) await this.send({ text: word, params: [] });
  }

  /** A connection that cannot even forget is of no use to the next work. */
  async rollBack(): Promise<void> {
    if (this.begun) await send(this.connection, 'ROLLBACK', []).catch(() => this.connection.destroy());
  }

  /** @throws what the claim says when its key is taken, and whatever else the database refuses. */
  private async sendWaiting(): Promise<unknown> {
    const { claim } = this;
    const { text, params } = packetOf(this.waiting);
    this.waiting = [];
    this.claim = undefined;
    this.begun = true;
    try {
      return await send(this.connection, text, params);
    } catch (error) {
      throw claim && isDuplicate(error, claim.key) ? claim.taken() : error;
    }
  }
}
