import { ApiClient, type ActionHeaderProps } from 'adminjs';
import { useEffect, useRef, useState } from 'react';
import { useDeskSignals } from './desk-signals';
import { followsSales, saleOf } from './sale-of';

const api = new ApiClient();

type Page = Pick<ActionHeaderProps, 'resource' | 'record' | 'action' | 'actionPerformed'>;

/** The state that the record has moved to since the page was opened; null while it stands where it stood. */
function useNewState({ record }: Page): string | null {
  const state = String(record?.params['status'] ?? '');
  const seen = useRef(state);
  const [moved, setMoved] = useState<string | null>(null);
  useEffect(() => {
    if (seen.current !== state) setMoved(state);
    seen.current = state;
  }, [state]);
  return moved;
}

/**
 * Reads the record behind an open page again whenever its sale changes. The answer is given to the framework's
 * own page, so that the story and the buttons follow while nothing is drawn anew.
 */
export function useFreshRecord(page: Page): { follows: boolean; live: boolean; moved: string | null } {
  const { resource, record, action, actionPerformed } = page;
  const follows = action.name === 'show' && record !== undefined && followsSales(resource.id);
  const open = useRef<string | null>(null);

  useEffect(() => {
    open.current = record?.id ?? null;
    return () => {
      open.current = null;
    };
  }, [record?.id]);

  const live = useDeskSignals(
    async (news) => {
      if (!record || (news && !news.has(saleOf(resource.id, record)))) return;
      const target = { resourceId: resource.id, recordId: record.id, actionName: 'show' };
      const { data } = await api.recordAction(target);
      if (open.current === record.id && data.record.id === record.id) actionPerformed?.(data);
    },
    { enabled: follows, pollMs: 10_000 },
  );
  return { follows, live, moved: useNewState(page) };
}
