import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { newId } from '../../src/platform/ids.js';
import type { MessageResource } from '../../src/rooms/index.js';
import { Talker } from '../chat.js';
import type { Customer } from './customer.js';
import type { DealBook } from './deal-walk.js';
import type { Store } from './harness.js';

const breathMs = 250;

/** Comes back whenever the line is cut, with a token that is good by then. */
function lineOf({ url }: Store, who: Customer): Socket {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 200,
    reconnectionDelayMax: 800,
    auth: (send) => void who.freshToken().then((token) => send({ token })),
  });
  // A token that the moved clock has made old in the meantime is refused, and nobody dials again by themselves.
  socket.on('connect_error', () => void (socket.active || setTimeout(() => socket.connect(), 300)));
  socket.on('disconnect', (why) => void (why === 'io server disconnect' && socket.connect()));
  return socket;
}

interface Said {
  clientId: string;
  body: string;
  /** The number under which it was acknowledged. */
  sequence: number;
}

/** Somebody who says one thing after the other, and each again under its own name until it is acknowledged. */
class Speaker {
  readonly said: Said[] = [];
  repeats = 0;
  private readonly talker: Talker;

  constructor(
    store: Store,
    who: Customer,
    private readonly roomId: string,
  ) {
    this.talker = new Talker(lineOf(store, who));
  }

  async talk(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await this.say(`pesan ${this.said.length + 1}`);
      await pause(breathMs);
    }
  }

  hangUp(): void {
    this.talker.socket.disconnect();
  }

  private async say(body: string): Promise<void> {
    const clientId = newId();
    for (;;) {
      const answer = await this.talker.say(this.roomId, body, clientId).catch(() => null);
      if (answer?.data) return void this.said.push({ clientId, body, sequence: answer.data.sequence });
      assert.ok((answer?.problem?.status ?? 503) !== 404, 'a member is refused as a stranger');
      this.repeats += 1;
      await pause(breathMs);
    }
  }
}

/** Two people in the room of a deal who talk while the shop burns. */
export class RoomTalk {
  private constructor(
    private readonly roomId: string,
    private readonly speakers: Speaker[],
    private readonly reader: Customer,
  ) {}

  /** In the room of a deal that both have joined. */
  static inRoomOf(store: Store, { id, buyer, seller }: DealBook['deals'][number]): RoomTalk {
    const speakers = [buyer, seller].map((who) => new Speaker(store, who, id));
    return new RoomTalk(id, speakers, buyer);
  }

  async live(isOver: () => boolean): Promise<void> {
    await Promise.all(this.speakers.map((speaker) => speaker.talk(isOver)));
    for (const speaker of this.speakers) speaker.hangUp();
  }

  summary(): string {
    const count = (of: (speaker: Speaker) => number) =>
      this.speakers.reduce((all, speaker) => all + of(speaker), 0);
    return `${count(({ said }) => said.length)} messages, said again ${count(({ repeats }) => repeats)} times`;
  }

  /** Every acknowledged message is there once, under its number, and nothing that nobody said is. */
  async assertWhole(): Promise<number> {
    const stored = await this.everything();
    const numbers = stored.map(({ sequence }) => sequence);
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
    const words = stored
      .filter(({ client_id: clientId }) => clientId !== null)
      .map(({ client_id: clientId, body, sequence }) => ({ clientId, body, sequence }));
    const said = this.speakers.flatMap((speaker) => speaker.said);
    assert.deepEqual(
      words,
      said.toSorted((one, other) => one.sequence - other.sequence),
    );
    return said.length;
  }

  private async everything(): Promise<MessageResource[]> {
    const all: MessageResource[] = [];
    for (;;) {
      const after = all.at(-1)?.sequence ?? 0;
      const page = await this.reader.read<MessageResource[]>(
        `/escrows/${this.roomId}/messages?after=${after}&limit=100`,
      );
      if (page.length === 0) return all;
      all.push(...page);
    }
  }
}
