import { useTranslation, type ActionJSON, type ActionProps } from 'adminjs';
import React, { useState, type FC } from 'react';
import { Link } from 'react-router-dom';
import ActionForm from '../../shared/components/ActionForm';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { cardStyle, softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import { Bar } from './Bar';
import { link, mainButton, pageStyle } from './looks';
import { Rehearsal } from './Rehearsal';
import type { Run, RunRule, RunsData } from './runs-data';
import { studioAddress } from './studio-address';
import { useFollow, usePage } from './use-page';

const RuleRow: FC<{ rule: RunRule; customers: number }> = ({ rule, customers }) => {
  const { t, number, money } = useFormats();
  const { skipped } = rule;
  return (
    <tr>
      <td style={{ ...cell, minWidth: 160 }}>
        {rule.version_id ? (
          <Link to={studioAddress({ version: rule.version_id })} style={link}>
            {rule.name}
          </Link>
        ) : (
          rule.name
        )}
        <div style={{ ...softText, fontSize: 12 }}>{t('studio.version', { version: rule.version })}</div>
        {rule.status === 'RUNNING' && (
          <Bar
            label={t('runs.looked')}
            part={rule.looked}
            whole={customers}
            text={t('studio.of', { part: number(rule.looked), whole: number(customers) })}
          />
        )}
      </td>
      <td style={figure}>{number(rule.granted)}</td>
      <td style={figure}>{number(rule.held_out)}</td>
      <td style={figure}>{money(rule.granted_amount)}</td>
      <td style={{ ...cell, paddingLeft: 20 }}>
        {skipped.length === 0
          ? '–'
          : skipped.map(([why, count]) => `${t(`runs.skip_${why}`)}: ${number(count)}`).join(', ')}
      </td>
    </tr>
  );
};

/** One day of the task: when it began, whether it is over, and what each rule has granted. */
const RunCard: FC<{ run: Run; customers: number }> = ({ run, customers }) => {
  const { t, day, instant } = useFormats();
  return (
    <section style={{ ...cardStyle, minWidth: 0 }} aria-label={day(run.date)}>
      <header style={{ display: 'flex', gap: '4px 14px', flexWrap: 'wrap', alignItems: 'center' }}>
        <h2 style={{ fontSize: 16, fontWeight: 700 }}>{day(run.date)}</h2>
        <StateBadge value={run.status} resourceId="DiscountRun" />
        <span style={{ ...softText, fontSize: 13 }}>
          {t('runs.began', { at: instant(run.started_at) })}
          {run.finished_at && ` · ${t('runs.ended', { at: instant(run.finished_at) })}`}
        </span>
      </header>
      {run.rules.length === 0 ? (
        <p style={{ ...softText, fontSize: 14, marginTop: 8 }}>{t('runs.no_rule')}</p>
      ) : (
        <div
          style={{ overflowX: 'auto', marginTop: 10 }}
          tabIndex={0}
          role="region"
          aria-label={t('runs.by_rule')}
        >
          <table style={{ ...table, minWidth: 620 }}>
            <thead>
              <tr>
                <th style={head}>{t('runs.rule')}</th>
                <th style={figureHead}>{t('runs.granted')}</th>
                <th style={figureHead}>{t('runs.held_out')}</th>
                <th style={figureHead}>{t('runs.at_most')}</th>
                <th style={{ ...head, paddingLeft: 20 }}>{t('runs.skipped')}</th>
              </tr>
            </thead>
            <tbody>
              {run.rules.map((rule) => (
                <RuleRow key={rule.id} rule={rule} customers={customers} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};

const begin = { name: 'new', variant: 'primary' } as ActionJSON;

/** The button that has the task look at everybody now, with the reason for it. */
const RunNow: FC<{ onDone: () => void }> = ({ onDone }) => {
  const { t } = useFormats();
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <button type="button" style={mainButton} data-testid="run-now" onClick={() => setOpen(true)}>
        {t('runs.run_now')}
      </button>
    );
  return (
    <section style={cardStyle} aria-label={t('runs.run_now')}>
      <ActionForm
        action={begin}
        resource={{ id: 'DiscountRun' } as ActionProps['resource']}
        {...({} as Omit<ActionProps, 'action' | 'resource'>)}
        inline={{
          done: () => {
            setOpen(false);
            onDone();
          },
          cancel: () => setOpen(false),
        }}
      />
    </section>
  );
};

/** The daily task: run it now, watch it, and see on any day whom it would grant what. */
const DiscountRuns: FC = () => {
  const { data, message, busy, again } = usePage<RunsData>('discountRuns');
  const [begun, setBegun] = useState(0);
  const { t } = useFormats();
  const { translateMessage } = useTranslation();
  usePageTitle(t('pages.discountRuns'));
  const isRunning = data?.runs.some(({ status }) => status === 'RUNNING') ?? false;
  useFollow(isRunning || begun > Date.now() - 8_000, again);
  return (
    <main style={pageStyle} aria-busy={busy}>
      <header>
        <h1 style={{ fontSize: 24, fontWeight: 700, lineHeight: 1.25 }}>{t('pages.discountRuns')}</h1>
        <p style={{ ...softText, lineHeight: 1.5, maxWidth: 720 }}>{t('runs.help')}</p>
      </header>
      {message && <p role="alert">{translateMessage(message)}</p>}
      {data && (
        <>
          {data.may_run && (
            <div>
              <RunNow
                onDone={() => {
                  setBegun(Date.now());
                  again();
                }}
              />
            </div>
          )}
          {data.may_see_customers && <Rehearsal data={data} busy={busy} />}
          {data.runs.length === 0 && <p style={cardStyle}>{t('runs.none')}</p>}
          {data.runs.map((run) => (
            <RunCard key={run.id} run={run} customers={data.customers} />
          ))}
        </>
      )}
    </main>
  );
};

export default DiscountRuns;
