import { useCallback, useEffect, useRef, useState } from 'react';
import { useDeskSignals } from '../../shared/components/desk-signals';
import type { MessageOnDesk } from './desk-data';

interface Page {
  messages: MessageOnDesk[];
  has_more: boolean;
}

type Asked = { before?: number; after?: number; search?: string };

async function readPage(roomId: string, language: string, asked: Asked): Promise<Page> {
  const texts = Object.entries(asked).map(([key, value]) => [key, String(value)]);
  const params = new URLSearchParams([['lang', language], ...texts]);
  const answer = await fetch(`/admin/rooms/${roomId}/messages?${params}`);
  if (!answer.ok) throw new Error(`The chat answered ${answer.status}.`);
  return (await answer.json()) as Page;
}

export interface Chat {
  messages: MessageOnDesk[];
  hasOlder: boolean;
  hasNewer: boolean;
  busy: boolean;
  /** Found messages while somebody searches; null otherwise. */
  found: MessageOnDesk[] | null;
  older: () => void;
  newer: () => void;
  /** Shows what was said around a message. */
  goTo: (sequence: number) => void;
  search: (text: string) => void;
}

/** So many messages are shown after the one that was looked for. */
const around = 20;

interface Shown {
  messages: MessageOnDesk[];
  hasOlder: boolean;
  hasNewer: boolean;
}

/** What came in since, without what another look has brought already. */
function withNewest(now: Shown, messages: MessageOnDesk[]): Shown {
  const last = now.messages.at(-1)?.sequence ?? 0;
  const fresh = messages.filter(({ sequence }) => sequence > last);
  return fresh.length === 0 ? now : { ...now, messages: [...now.messages, ...fresh] };
}

const nothing: Shown = { messages: [], hasOlder: false, hasNewer: false };

/** A chat in pages: the newest part first, the rest when it is scrolled to or looked for. */
export function useChat(roomId: string, language: string, lastSequence: number): Chat {
  const [shown, setShown] = useState<Shown>(nothing);
  const [found, setFound] = useState<MessageOnDesk[] | null>(null);
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);

  /** Only the newest question counts: an answer that was overtaken is dropped. */
  const ask = useCallback(
    async (asked: Asked, use: (page: Page) => void) => {
      const mine = (turn.current += 1);
      setBusy(true);
      try {
        const page = await readPage(roomId, language, asked);
        if (mine === turn.current) use(page);
      } finally {
        if (mine === turn.current) setBusy(false);
      }
    },
    [roomId, language],
  );

  useEffect(() => {
    void ask({}, ({ messages, has_more }) => setShown({ messages, hasOlder: has_more, hasNewer: false }));
  }, [ask]);

  const end = shown.messages.at(-1)?.sequence ?? 0;
  useEffect(() => {
    if (end === 0 || shown.hasNewer || lastSequence <= end) return;
    void ask({ after: end }, ({ messages }) => setShown((now) => withNewest(now, messages)));
  }, [lastSequence]);

  // The desk hears of deals, not of each line: whoever reads a chat asks for what was said since.
  const follow = async () => {
    if (end === 0 || shown.hasNewer) return;
    const { messages } = await readPage(roomId, language, { after: end });
    setShown((now) => withNewest(now, messages));
  };
  useDeskSignals(follow, { pollMs: 4_000 });

  return {
    ...shown,
    busy,
    found,
    older: () =>
      void ask({ before: shown.messages[0]?.sequence ?? 0 }, ({ messages, has_more }) =>
        setShown((now) => ({ ...now, messages: [...messages, ...now.messages], hasOlder: has_more })),
      ),
    newer: () =>
      void ask({ after: end }, ({ messages, has_more }) =>
        setShown((now) => ({ ...now, messages: [...now.messages, ...messages], hasNewer: has_more })),
      ),
    goTo: (sequence) =>
      void ask({ before: sequence + around }, ({ messages, has_more }) => {
        const newest = messages.at(-1)?.sequence ?? 0;
        setShown({ messages, hasOlder: has_more, hasNewer: newest < lastSequence });
        setFound(null);
      }),
    search: (text) => {
      if (text.trim() === '') return setFound(null);
      void ask({ search: text.trim() }, ({ messages }) => setFound(messages.toReversed()));
    },
  };
}
