import { messageOf, statusOf } from './response-codes.js';

/** What goes back under `data`. */
export type Answer = Record<string, unknown>;

/** A refusal: no transaction was made, and only the request is echoed beside the code. */
export class DigiflazzError extends Error {
  constructor(
    readonly rc: string,
    readonly echo: Answer = {},
  ) {
    super(messageOf(rc));
  }

  get answer(): Answer {
    return { ...this.echo, message: this.message, status: statusOf(this.rc), rc: this.rc };
  }

  /** Callers that are not recognised get HTTP 400; a refused purchase is an ordinary answer. */
  get httpStatus(): number {
    return ['40', '41', '42', '45'].includes(this.rc) ? 400 : 200;
  }
}
