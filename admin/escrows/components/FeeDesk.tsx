import { ApiClient, useTranslation } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { cardStyle, softText } from '../../shared/components/styles';
import { BandsTable } from './BandsTable';
import { ChooseSchedules } from './ChooseSchedules';
import { FeeCurves } from './FeeCurves';
import { OutcomesTable } from './OutcomesTable';
import { WorstHit } from './WorstHit';
import type { ComparedSchedule, FeeDeskData } from './fee-desk-data';

const api = new ApiClient();

type Loaded = FeeDeskData & { forbidden?: boolean; problem?: string };

interface State {
  data: FeeDeskData | null;
  message: string | null;
  busy: boolean;
}

/** Loads what the address asks for, so that a comparison can be sent to a colleague. */
function useComparison(search: string): State {
  const [state, setState] = useState<State>({ data: null, message: null, busy: true });
  useEffect(() => {
    let left = false;
    setState((now) => ({ ...now, busy: true }));
    api
      .getPage({ pageName: 'feeDesk', params: Object.fromEntries(new URLSearchParams(search)) })
      .then((response) => {
        if (left) return;
        const data = response.data as unknown as Loaded;
        const message = data.forbidden ? 'forbiddenError' : (data.problem ?? null);
        setState({ data: message ? null : data, message, busy: false });
      })
      .catch((error: unknown) => {
        if (!left) setState((now) => ({ ...now, message: 'serviceAway', busy: false }));
        if ((error as { response?: { status?: number } }).response?.status === 401) throw error;
      });
    return () => {
      left = true;
    };
  }, [search]);
  return state;
}

/** What can be done with a schedule, one click away. */
const Doings: FC<{ schedule: ComparedSchedule }> = ({ schedule }) => {
  const { t } = useFormats();
  const at = (action: string) => `/admin/resources/FeeSchedule/records/${schedule.id}/${action}`;
  const link = { color: '#0f6b5c', fontWeight: 600, fontSize: 13, marginRight: 16 };
  return (
    <p style={{ marginTop: 12 }}>
      {schedule.status === 'DRAFT' && (
        <>
          <Link to={at('scheduleFees')} style={link}>
            {t('fees.schedule_it')}
          </Link>
          <Link to={at('edit')} style={link}>
            {t('fees.edit_it')}
          </Link>
        </>
      )}
      <Link to={at('copySchedule')} style={link}>
        {t('fees.copy_it')}
      </Link>
    </p>
  );
};

/** Tries fee schedules on the deals of a period, side by side, before anybody is asked to agree to one. */
const FeeDesk: FC = () => {
  const { search } = useLocation();
  const navigate = useNavigate();
  const { data, message, busy } = useComparison(search);
  const { t, number, money } = useFormats();
  const { translateMessage } = useTranslation();
  usePageTitle(t('pages.feeDesk'));

  const chosen = (data?.chosen ?? []).flatMap((id) => data?.schedules.find((each) => each.id === id) ?? []);
  const ask = (wish: { from: string; to: string; chosen: string[] }) =>
    navigate(`/admin/pages/feeDesk?from=${wish.from}&to=${wish.to}&with=${wish.chosen.join(',')}`);

  return (
    <main style={{ padding: 'clamp(16px, 2.5vw, 32px)', display: 'grid', gap: 16 }} aria-busy={busy}>
      <header style={{ display: 'flex', justifyContent: 'space-between', gap: 16, flexWrap: 'wrap' }}>
        <div>
          <h1 style={{ fontSize: 24, fontWeight: 700, lineHeight: 1.25 }}>{t('pages.feeDesk')}</h1>
          <p style={{ ...softText, lineHeight: 1.5, maxWidth: 720 }}>{t('fees.desk_help')}</p>
        </div>
        {data?.may_write && (
          <Link
            to="/admin/resources/FeeSchedule/actions/new"
            style={{ color: '#0f6b5c', fontWeight: 600, alignSelf: 'center' }}
          >
            {t('fees.new_draft')}
          </Link>
        )}
      </header>
      {message && <p role="alert">{translateMessage(message)}</p>}
      {data && (
        <>
          <ChooseSchedules
            key={`${data.from} ${data.to} ${data.chosen.join()}`}
            data={data}
            busy={busy}
            onAsk={ask}
          />
          <p style={cardStyle} role="status">
            {data.deals_href ? (
              <Link to={data.deals_href}>{t('fees.counted', { deals: number(data.comparison.deals) })}</Link>
            ) : (
              t('fees.counted', { deals: number(data.comparison.deals) })
            )}{' '}
            {t('fees.counted_money', {
              nominal: money(data.comparison.nominalAmount),
              fee: money(data.comparison.agreedFeeAmount),
            })}
          </p>
          {chosen.length > 0 && (
            <>
              <OutcomesTable schedules={chosen} outcomes={data.comparison.outcomes} />
              <FeeCurves schedules={chosen} />
              {chosen.map((schedule, index) => (
                <Card
                  key={schedule.id}
                  title={schedule.name}
                  href={`/admin/resources/FeeSchedule/records/${schedule.id}/show`}
                  open={t('story.open')}
                >
                  <BandsTable bands={schedule.bands} byBand={data.comparison.outcomes[index]?.byBand} />
                  <WorstHit deals={data.comparison.outcomes[index]?.worstHit ?? []} />
                  {data.may_write && <Doings schedule={schedule} />}
                </Card>
              ))}
            </>
          )}
        </>
      )}
    </main>
  );
};

export default FeeDesk;
