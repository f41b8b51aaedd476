/**
 * A problem that the person at the terminal can solve. Its message is a whole paragraph that says what is wrong
 * and what to do about it; it is printed without a stack.
 */
export class Failure extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'Failure';
  }
}

/**
 * Text of anything that was thrown.
 * @param {unknown} error
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
