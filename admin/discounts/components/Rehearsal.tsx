import React, { useState, type FC, type FormEvent } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { inputStyle, softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import { Field, Section } from './Field';
import { link, quietButton } from './looks';
import type { ForeseenRow, RunsData } from './runs-data';
import { pageAddress } from './studio-address';

const Row: FC<{ row: ForeseenRow }> = ({ row }) => {
  const { t, money } = useFormats();
  return (
    <tr>
      <td style={cell}>
        <Link to={`/admin/resources/User/records/${row.user_id}/show`} style={link}>
          {row.name}
        </Link>
      </td>
      <td style={cell}>
        {row.rule} <span style={softText}>{t('studio.version', { version: row.version })}</span>
      </td>
      <td style={cell}>
        {row.held_out ? t('runs.would_hold_out') : t(`runs.kind_${row.kind}`)}
        {row.tier !== null && ` · ${t('studio.tier', { tier: row.tier })}`}
      </td>
      <td style={figure}>{row.held_out ? '–' : money(row.amount)}</td>
    </tr>
  );
};

/** Whom the task would grant what on a day, to the last customer, without granting. */
export const Rehearsal: FC<{ data: RunsData; busy: boolean }> = ({ data, busy }) => {
  const { t, day } = useFormats();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { rehearsal } = data;
  const [date, setDate] = useState(rehearsal?.date ?? data.tomorrow);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    navigate(pageAddress('discountRuns', { date }));
  };
  const isFirst = !new URLSearchParams(search).has('cursor');
  return (
    <Section title={t('runs.rehearsal')} help={t('runs.rehearsal_help')}>
      <form onSubmit={ask} style={{ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'flex-end' }}>
        <Field id="rehearsal-date" label={t('runs.rehearsal_date')} width={200}>
          <input
            id="rehearsal-date"
            type="date"
            required
            value={date}
            onChange={(event) => setDate(event.target.value)}
            style={inputStyle}
          />
        </Field>
        <button type="submit" style={{ ...quietButton, minHeight: 40 }} disabled={busy}>
          {t(busy ? 'console.working' : 'runs.rehearse')}
        </button>
      </form>
      {rehearsal && (
        <div style={{ marginTop: 14 }} data-testid="rehearsed">
          <p role="status" style={{ fontSize: 14, marginBottom: 8 }}>
            {rehearsal.rows.length === 0
              ? t(isFirst ? 'runs.rehearsed_none' : 'runs.rehearsed_end', { day: day(rehearsal.date) })
              : t('runs.rehearsed', { day: day(rehearsal.date) })}
          </p>
          {rehearsal.rows.length > 0 && (
            <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('runs.rehearsal')}>
              <table style={{ ...table, minWidth: 560 }}>
                <thead>
                  <tr>
                    <th style={head}>{t('runs.customer')}</th>
                    <th style={head}>{t('runs.rule')}</th>
                    <th style={head}>{t('runs.gets')}</th>
                    <th style={figureHead}>{t('runs.at_most')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rehearsal.rows.map((row) => (
                    <Row key={`${row.user_id} ${row.rule} ${row.tier ?? ''}`} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {rehearsal.next && (
            <p style={{ marginTop: 10 }}>
              <Link
                to={pageAddress('discountRuns', { date: rehearsal.date, cursor: rehearsal.next })}
                style={link}
              >
                {t('runs.next_page')}
              </Link>
            </p>
          )}
        </div>
      )}
    </Section>
  );
};
