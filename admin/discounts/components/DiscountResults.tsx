import { useTranslation } from 'adminjs';
import React, { useState, type FC, type FormEvent } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { inputStyle, softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import { Field, Section } from './Field';
import { link, pageStyle, quietButton } from './looks';
import type { ResultRow, ResultsData } from './results-data';
import { pageAddress } from './studio-address';
import { usePage } from './use-page';

/** The period; the address carries it, so that figures can be sent to a colleague. */
const Period: FC<{ data: ResultsData; busy: boolean }> = ({ data, busy }) => {
  const { t } = useFormats();
  const navigate = useNavigate();
  const [from, setFrom] = useState(data.from);
  const [to, setTo] = useState(data.to);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    navigate(pageAddress('discountResults', { from, to }));
  };
  const input = (id: string, value: string, say: (value: string) => void) => (
    <input
      id={id}
      type="date"
      required
      value={value}
      onChange={(event) => say(event.target.value)}
      style={inputStyle}
    />
  );
  return (
    <form onSubmit={ask} style={{ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'flex-end' }}>
      <Field id="results-from" label={t('fees.from')} width={180}>
        {input('results-from', from, setFrom)}
      </Field>
      <Field id="results-to" label={t('fees.to')} width={180}>
        {input('results-to', to, setTo)}
      </Field>
      <button type="submit" style={{ ...quietButton, minHeight: 40 }} disabled={busy}>
        {t(busy ? 'console.working' : 'results.show')}
      </button>
    </form>
  );
};

const Row: FC<{ row: ResultRow }> = ({ row }) => {
  const { t, number, money } = useFormats();
  return (
    <tr>
      <th scope="row" style={{ ...cell, textAlign: 'left', fontWeight: 400, minWidth: 150 }}>
        {row.href ? (
          <Link to={row.href} style={link}>
            {row.name}
          </Link>
        ) : (
          row.name
        )}
        <div style={{ ...softText, fontSize: 12 }}>{t(`results.kind_${row.kind}`)}</div>
      </th>
      <td style={figure}>{number(row.useCount)}</td>
      <td style={figure}>{number(row.peopleCount)}</td>
      <td style={figure}>{money(row.discountAmount)}</td>
      <td style={figure}>{money(row.revenueAmount)}</td>
      {row.marginAmount !== undefined && (
        <td style={{ ...figure, color: row.marginAmount < 0 ? '#b42318' : 'inherit', fontWeight: 600 }}>
          {money(row.marginAmount)}
        </td>
      )}
    </tr>
  );
};

/** What rules and vouchers cost, and what the sales that had them brought. */
const DiscountResults: FC = () => {
  const { data, message, busy } = usePage<ResultsData>('discountResults');
  const { t } = useFormats();
  const { translateMessage } = useTranslation();
  usePageTitle(t('pages.discountResults'));
  return (
    <main style={pageStyle} aria-busy={busy}>
      <header>
        <h1 style={{ fontSize: 24, fontWeight: 700, lineHeight: 1.25 }}>{t('pages.discountResults')}</h1>
        <p style={{ ...softText, lineHeight: 1.5, maxWidth: 720 }}>{t('results.help')}</p>
      </header>
      {message && <p role="alert">{translateMessage(message)}</p>}
      {data && (
        <Section title={t('results.by_discount')}>
          <Period key={`${data.from} ${data.to}`} data={data} busy={busy} />
          {data.rows.length === 0 ? (
            <p style={{ marginTop: 14, fontSize: 14 }} role="status">
              {t('results.none')}
            </p>
          ) : (
            <div
              style={{ overflowX: 'auto', marginTop: 14 }}
              tabIndex={0}
              role="region"
              aria-label={t('results.by_discount')}
            >
              <table style={{ ...table, minWidth: 680 }}>
                <thead>
                  <tr>
                    <th style={head}>{t('results.discount')}</th>
                    <th style={figureHead}>{t('results.uses')}</th>
                    <th style={figureHead}>{t('results.people')}</th>
                    <th style={figureHead}>{t('results.given')}</th>
                    <th style={figureHead}>{t('results.revenue')}</th>
                    {data.rows.some(({ marginAmount }) => marginAmount !== undefined) && (
                      <th style={figureHead}>{t('results.margin')}</th>
                    )}
                  </tr>
                </thead>
                <tbody>
                  {data.rows.map((row) => (
                    <Row key={`${row.kind} ${row.id} ${row.revenueAmount}`} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Section>
      )}
    </main>
  );
};

export default DiscountResults;
