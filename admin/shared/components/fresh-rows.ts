import { ApiClient, type RecordJSON } from 'adminjs';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { useDeskSignals, type News } from './desk-signals';
import { followsSales, saleOf } from './sale-of';

const api = new ApiClient();

interface Listed {
  /** Says why the list could not be read. */
  notice?: unknown;
  records: RecordJSON[];
  meta: { total: number; page: number };
}

/** The list as the server has it now, by the filters and order of the address. */
async function readList(resourceId: string, search: string): Promise<Listed> {
  const params = new URLSearchParams(search);
  return (await api.resourceAction({ actionName: 'list', resourceId, params })).data as unknown as Listed;
}

async function readRow(resourceId: string, recordId: string): Promise<RecordJSON | null> {
  const { data } = await api.recordAction({ actionName: 'show', resourceId, recordId });
  return data.record.id === recordId ? data.record : null;
}

/** Rows on screen that the list no longer has, because they left the state that is filtered by. */
function leftBehind(resourceId: string, shown: RecordJSON[], now: Listed, news: News): RecordJSON[] {
  const listed = new Set(now.records.map(({ id }) => id));
  const gone = shown.filter(({ id }) => !listed.has(id));
  return news === null ? [] : gone.filter((row) => news.has(saleOf(resourceId, row)));
}

export interface FreshRows {
  rows: RecordJSON[];
  /** How many rows stand at the head of the list now that are not on screen yet. */
  arrivals: number;
  showArrivals: () => void;
  total: number;
  follows: boolean;
  live: boolean;
}

/**
 * Rows of a list that follow their sales where they stand. Nothing moves under the person's hands: a row that no
 * longer fits the filter stays with its new state, and new rows wait until they are asked for.
 */
export function useFreshRows(resourceId: string, records: RecordJSON[], total: number): FreshRows {
  const { search } = useLocation();
  const follows = followsSales(resourceId);
  const [rows, setRows] = useState(records);
  const [now, setNow] = useState<Listed | null>(null);

  useEffect(() => {
    setRows(records);
    setNow(null);
  }, [records]);

  const live = useDeskSignals(
    async (news) => {
      const list = await readList(resourceId, search);
      if (list.notice || window.location.search !== search) return;
      const gone = leftBehind(resourceId, rows, list, news);
      const reread = await Promise.all(gone.map(({ id }) => readRow(resourceId, id)));
      const fresh = new Map([...list.records, ...reread].flatMap((row) => (row ? [[row.id, row]] : [])));
      setRows((shown) => shown.map((row) => fresh.get(row.id) ?? row));
      setNow(list);
    },
    { enabled: follows, quietMs: 800 },
  );

  const shown = new Set(rows.map(({ id }) => id));
  const isFirstPage = now?.meta.page === 1;
  return {
    rows,
    arrivals: isFirstPage ? now.records.filter(({ id }) => !shown.has(id)).length : 0,
    showArrivals: () => now && setRows(now.records),
    total: now?.meta.total ?? total,
    follows,
    live,
  };
}
