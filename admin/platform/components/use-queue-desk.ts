import { ApiClient } from 'adminjs';
import { useCallback, useEffect, useState } from 'react';
import { useDeskSignals } from '../../shared/components/desk-signals';
import type { QueueDeskData } from './queue-desk-data';

const api = new ApiClient();

/** Queues move without anybody's deed, so the page looks by itself. */
const pollMs = 4_000;

export interface LiveDesk {
  data: QueueDeskData | null;
  /** Key of what went wrong; what was read last stays on the page. */
  message: string | null;
  live: boolean;
  look: () => Promise<void>;
}

/** The queue desk as it is now, read again and again while somebody looks at it. */
export function useQueueDesk(): LiveDesk {
  const [data, setData] = useState<QueueDeskData | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const look = useCallback(async () => {
    try {
      const response = await api.getPage({ pageName: 'queueDesk' });
      const found = response.data as unknown as QueueDeskData & { forbidden?: boolean };
      if (!found.forbidden) setData(found);
      setMessage(found.forbidden ? 'forbiddenError' : null);
    } catch (error) {
      setMessage('serviceAway');
      if ((error as { response?: { status?: number } }).response?.status === 401) throw error;
    }
  }, []);
  useEffect(() => void look(), [look]);
  const live = useDeskSignals(look, { pollMs, quietMs: 1_500 });
  return { data, message, live, look };
}
