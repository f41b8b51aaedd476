import { ApiClient } from 'adminjs';
import React, { useCallback, useEffect, useState, type FC } from 'react';
import { LiveMark } from '../../shared/components/LiveMark';
import { useDeskSignals } from '../../shared/components/desk-signals';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { Figures } from './Figures';
import { ProblemsCard } from './ProblemsCard';
import { QueuesCard } from './QueuesCard';
import { SalesChart } from './SalesChart';
import { UnderWayCard } from './UnderWayCard';
import type { HomeData } from './home-data';

const api = new ApiClient();

type State = { data: HomeData | null; failed: boolean; forbidden: boolean };

/** Loads the figures, again whenever the desk changes, and says whether it hears from the server. */
function useDesk(): State & { live: boolean } {
  const [state, setState] = useState<State>({ data: null, failed: false, forbidden: false });

  const load = useCallback(async () => {
    try {
      const { data } = (await api.getDashboard()) as { data: HomeData & { forbidden?: boolean } };
      setState({ data: data.forbidden ? null : data, failed: false, forbidden: data.forbidden === true });
    } catch (error) {
      setState((now) => ({ ...now, failed: true }));
      if ((error as { response?: { status?: number } }).response?.status === 401) throw error;
    }
  }, []);

  useEffect(() => void load(), [load]);
  const live = useDeskSignals(load, { quietMs: 1_000, pollMs: 30_000 });

  return { ...state, live };
}

/** The first page of the day: how sales go, what is stuck, and what needs a person. Every figure opens its rows. */
const Home: FC = () => {
  const { data, failed, forbidden, live } = useDesk();
  const { t, day } = useFormats();
  usePageTitle(t('home.title'));
  if (forbidden) return <p style={{ padding: 32 }}>{t('home.forbidden')}</p>;
  return (
    <main style={{ padding: 'clamp(16px, 2.5vw, 32px)', display: 'grid', gap: 16 }}>
      <header style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 16 }}>
        <h1 style={{ fontSize: 24, fontWeight: 700, lineHeight: 1.25 }}>
          {data ? t('home.today', { day: day(data.day) }) : t('home.title')}
        </h1>
        <LiveMark live={live} />
      </header>
      {failed && <p role="alert">{t('home.failed_load')}</p>}
      {data && (
        <>
          <Figures data={data} />
          <SalesChart series={data.series} opens={data.days_open} />
          <div
            style={{
              display: 'grid',
              gap: 16,
              alignItems: 'start',
              gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
            }}
          >
            <ProblemsCard problems={data.problems} />
            <div style={{ display: 'grid', gap: 16, alignContent: 'start' }}>
              <UnderWayCard rows={data.under_way} />
              {data.queues && <QueuesCard queues={data.queues} />}
            </div>
          </div>
        </>
      )}
    </main>
  );
};

export default Home;
