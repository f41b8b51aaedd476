import { ApiClient } from 'adminjs';
import React, { useCallback, useEffect, useState, type FC } from 'react';
import { LiveMark } from '../../shared/components/LiveMark';
import { useDeskSignals } from '../../shared/components/desk-signals';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { AgeingCard } from './AgeingCard';
import { DealChart, type Bars } from './DealChart';
import { DealFigures } from './DealFigures';
import { ProblemDealsCard } from './ProblemDealsCard';
import type { DealDay, DealPoint, DealsData } from './deals-data';

const api = new ApiClient();

type State = { data: DealsData | null; failed: boolean; forbidden: boolean };

/** Loads the figures, and again whenever the desk changes. */
function useDeals(): State & { live: boolean } {
  const [state, setState] = useState<State>({ data: null, failed: false, forbidden: false });
  const load = useCallback(async () => {
    try {
      const response = await api.getPage({ pageName: 'deals' });
      const data = response.data as unknown as DealsData & { forbidden?: boolean };
      setState({ data: data.forbidden ? null : data, failed: false, forbidden: data.forbidden === true });
    } catch (error) {
      setState((now) => ({ ...now, failed: true }));
      if ((error as { response?: { status?: number } }).response?.status === 401) throw error;
    }
  }, []);
  useEffect(() => void load(), [load]);
  const live = useDeskSignals(load, { quietMs: 2_000, pollMs: 30_000 });
  return { ...state, live };
}

const two = {
  display: 'grid',
  gap: 16,
  alignItems: 'start',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
} as const;

const Charts: FC<{ data: DealsData }> = ({ data }) => {
  const { t, day, language } = useFormats();
  const month = (period: string) =>
    new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
      timeZone: 'UTC',
      month: 'short',
      year: 'numeric',
    }).format(new Date(`${period}-01T00:00:00Z`));
  const fees: Bars[] = [{ label: t('deals.fee'), colour: '#b7791f', of: (point: DealPoint) => point.fee }];
  const counts: Bars[] = [
    { label: t('deals.opened'), colour: '#7cc2b3', of: (point) => point.opened },
    { label: t('deals.released'), colour: '#0f6b5c', of: (point) => point.released },
  ];
  const active: Bars[] = [
    { label: t('deals.active'), colour: '#3b6ea5', of: (point) => (point as DealDay).active },
  ];
  return (
    <div style={two}>
      <DealChart title={t('deals.fee_days')} points={data.days} bars={fees} kind="money" say={day} />
      <DealChart title={t('deals.fee_months')} points={data.months} bars={fees} kind="money" say={month} />
      <DealChart title={t('deals.count_days')} points={data.days} bars={counts} kind="count" say={day} />
      <DealChart
        title={t('deals.count_months')}
        points={data.months}
        bars={counts}
        kind="count"
        say={month}
      />
      <DealChart title={t('deals.active_days')} points={data.days} bars={active} kind="count" say={day} />
      <AgeingCard rows={data.ages} />
    </div>
  );
};

/** How escrow does today and did before: every figure opens its rows, and money figures equal the books. */
const DealsBoard: FC = () => {
  const { data, failed, forbidden, live } = useDeals();
  const { t } = useFormats();
  usePageTitle(t('pages.deals'));
  if (forbidden) return <p style={{ padding: 32 }}>{t('home.forbidden')}</p>;
  return (
    <main style={{ padding: 'clamp(16px, 2.5vw, 32px)', display: 'grid', gap: 16 }}>
      <header style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 16 }}>
        <h1 style={{ fontSize: 24, fontWeight: 700, lineHeight: 1.25 }}>{t('pages.deals')}</h1>
        <LiveMark live={live} />
      </header>
      {failed && <p role="alert">{t('home.failed_load')}</p>}
      {data && (
        <>
          <DealFigures data={data} />
          <ProblemDealsCard problems={data.problems} />
          <Charts data={data} />
        </>
      )}
    </main>
  );
};

export default DealsBoard;
