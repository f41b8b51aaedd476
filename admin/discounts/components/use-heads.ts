import { useEffect, useRef, useState } from 'react';
import { useFormats } from '../../shared/components/format';
import type { Definition } from './definition';
import type { Problems } from './PieceInput';
import type { Heads } from './studio-data';

export interface HeadsNow {
  heads: Heads | null;
  /** What is still wrong with the rule, by place. */
  problems: Problems;
  busy: boolean;
  /** Neither counted nor refused: the shop cannot be reached. */
  away: boolean;
}

interface Answer extends Partial<Heads> {
  errors?: Record<string, { message: string }>;
}

async function countHeads(definition: Definition, language: string): Promise<Answer> {
  const response = await fetch(`/admin/discounts/heads?lang=${language}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(definition),
  });
  if (response.status === 401) window.location.assign('/admin/login');
  if (!response.ok) throw new Error('not counted');
  return (await response.json()) as Answer;
}

/** Counts those whom the rule would reach today, a moment after the typing has stopped. */
export function useHeads(definition: Definition, complete: boolean): HeadsNow {
  const { language } = useFormats();
  const [now, setNow] = useState<HeadsNow>({ heads: null, problems: {}, busy: false, away: false });
  const asked = JSON.stringify(definition);
  const turn = useRef(0);
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    if (!complete) return setNow((before) => ({ ...before, busy: false }));
    setNow((before) => ({ ...before, busy: true }));
    const timer = window.setTimeout(() => {
      countHeads(JSON.parse(asked) as Definition, language).then(
        ({ errors, ...heads }) => {
          if (turn.current !== mine) return;
          const problems = Object.fromEntries(
            Object.entries(errors ?? {}).map(([path, { message }]) => [path, message]),
          );
          setNow((before) => ({
            heads: errors ? before.heads : (heads as Heads),
            problems,
            busy: false,
            away: false,
          }));
        },
        () => turn.current === mine && setNow((before) => ({ ...before, busy: false, away: true })),
      );
    }, 400);
    return () => window.clearTimeout(timer);
  }, [asked, complete, language]);
  return now;
}
