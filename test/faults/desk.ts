import { setTimeout as pause } from 'node:timers/promises';
import { askUntilAnswered, type Word } from './patience.js';
import type { Store } from './harness.js';

const email = 'kasir@toko.test';

interface Preview {
  digest: string;
  token: string;
}

interface Answer {
  notice?: { type: string; message: string };
  record?: { preview?: Preview };
}

/** What the console says when nothing is decided yet. */
const undecided = new Set(['databaseAway', 'unexpectedError', 'problem_dependency_unavailable']);
const mostTries = 200;

/** Somebody of the staff at the console, who logs in again whenever it has forgotten them. */
export class Desk {
  private cookie = '';

  private constructor(
    private readonly store: Store,
    private readonly password: string,
  ) {}

  static async open(store: Store): Promise<Desk> {
    const command = store.process('staff');
    await command.finish(['create', '--email', email, '--name', 'Kasir Toko', '--role', 'owner']);
    const [, password] = /shown only now: (\S+)/.exec(command.lastWords()) ?? [];
    if (!password) throw new Error(`No password for the staff account: ${command.lastWords()}`);
    return new Desk(store, password);
  }

  /**
   * Submits the form of an action, and again with its preview when it shows one. Answers `done`, or the notice with
   * which it was refused; after a connection was lost that may be because it had been done.
   */
  async act(resource: string, id: string, action: string, payload: object): Promise<string> {
    let confirmation: Preview | undefined;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { notice, record } = await this.submit(resource, id, action, { ...payload, confirmation });
      if (notice?.type === 'success') return 'done';
      if (notice && !undecided.has(notice.message)) return notice.message;
      confirmation = notice ? confirmation : record?.preview;
      if (notice) await pause(400);
    }
    throw new Error(`The console never decided about ${action} of ${resource} ${id}.`);
  }

  private async submit(resource: string, id: string, action: string, payload: object): Promise<Answer> {
    const path = `/admin/api/resources/${resource}/records/${id}/${action}`;
    for (;;) {
      const word = await this.post(path, JSON.stringify(payload), 'application/json');
      if (word.status !== 401) return word.body as Answer;
      await this.logIn();
    }
  }

  private async logIn(): Promise<void> {
    const form = new URLSearchParams({ email, password: this.password });
    const word = await this.post('/admin/login', form.toString(), 'application/x-www-form-urlencoded');
    this.cookie = (word.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }

  private post(path: string, body: string, type: string): Promise<Word> {
    return askUntilAnswered(`${this.store.url}${path}`, () => ({
      method: 'POST',
      headers: { Origin: this.store.url, Cookie: this.cookie, 'Content-Type': type },
      body,
    }));
  }
}
