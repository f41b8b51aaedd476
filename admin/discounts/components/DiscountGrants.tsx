import { useTranslation } from 'adminjs';
import React, { useState, type FC, type FormEvent } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { inputStyle, softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import { Field, Section } from './Field';
import type { GrantsData, ShownGrant } from './grants-data';
import { link, pageStyle, quietButton } from './looks';
import { pageAddress, studioAddress } from './studio-address';
import { TakeBack } from './TakeBack';
import { usePage } from './use-page';

const Ask: FC<{ data: GrantsData; busy: boolean }> = ({ data, busy }) => {
  const { t, word } = useFormats();
  const navigate = useNavigate();
  const [wish, setWish] = useState(data.asked);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    navigate(pageAddress('discountGrants', wish));
  };
  const choice = (name: 'rule' | 'status', options: { value: string; label: string }[]) => (
    <Field id={`grants-${name}`} label={t(`grants.${name}`)} width={220}>
      <select
        id={`grants-${name}`}
        value={wish[name]}
        onChange={(event) => setWish({ ...wish, [name]: event.target.value })}
        style={inputStyle}
      >
        <option value="">{t('console.all')}</option>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
  return (
    <form onSubmit={ask} style={{ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'flex-end' }}>
      {choice('rule', data.rules)}
      {choice(
        'status',
        data.statuses.map((value) => ({ value, label: word(value, 'DiscountGrant') })),
      )}
      <Field id="grants-customer" label={t('grants.customer')} width={240}>
        <input
          id="grants-customer"
          value={wish.customer}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => setWish({ ...wish, customer: event.target.value })}
          style={inputStyle}
        />
      </Field>
      <button type="submit" style={{ ...quietButton, minHeight: 40 }} disabled={busy}>
        {t(busy ? 'console.working' : 'grants.show')}
      </button>
    </form>
  );
};

const Row: FC<{ grant: ShownGrant; mayTakeBack: boolean; onDone: () => void }> = (props) => {
  const { grant, mayTakeBack, onDone } = props;
  const { t, money, instant } = useFormats();
  return (
    <tr>
      <td style={cell}>
        <Link to={`/admin/resources/User/records/${grant.user_id}/show`} style={link}>
          {grant.name}
        </Link>
      </td>
      <td style={cell}>
        <Link to={studioAddress({ version: grant.version_id })} style={link}>
          {grant.rule}
        </Link>
        <div style={{ ...softText, fontSize: 12 }}>
          {t('studio.version', { version: grant.version })} · {grant.period_key}
        </div>
      </td>
      <td style={cell}>
        {t(`runs.kind_${grant.kind}`)}
        {grant.tier !== null && ` · ${t('studio.tier', { tier: grant.tier })}`}
      </td>
      <td style={figure}>
        {money(grant.amount)}
        {grant.used_amount > 0 && (
          <div style={{ ...softText, fontSize: 12 }}>
            {t('grants.used', { amount: money(grant.used_amount) })}
          </div>
        )}
      </td>
      <td style={{ ...cell, paddingLeft: 16 }}>
        <StateBadge value={grant.status} resourceId="DiscountGrant" />
        {grant.sale_id && (
          <div style={{ fontSize: 13 }}>
            <Link to={`/admin/resources/Transaction/records/${grant.sale_id}/show`} style={link}>
              {t('grants.sale')}
            </Link>
          </div>
        )}
      </td>
      <td style={{ ...cell, whiteSpace: 'nowrap' }}>
        {instant(grant.created_at, false)}
        {grant.valid_until && (
          <div style={{ ...softText, fontSize: 12 }}>
            {t('grants.until', { at: instant(grant.valid_until, false) })}
          </div>
        )}
      </td>
      <td style={cell}>
        {mayTakeBack && grant.status === 'GRANTED' && <TakeBack grant={grant} onDone={onDone} />}
      </td>
    </tr>
  );
};

/** What rules granted to whom, and what became of each. */
const DiscountGrants: FC = () => {
  const { data, message, busy, again } = usePage<GrantsData>('discountGrants');
  const { t } = useFormats();
  const { translateMessage } = useTranslation();
  usePageTitle(t('pages.discountGrants'));
  return (
    <main style={pageStyle} aria-busy={busy}>
      <header>
        <h1 style={{ fontSize: 24, fontWeight: 700, lineHeight: 1.25 }}>{t('pages.discountGrants')}</h1>
        <p style={{ ...softText, lineHeight: 1.5, maxWidth: 720 }}>{t('grants.help')}</p>
      </header>
      {message && <p role="alert">{translateMessage(message)}</p>}
      {data && (
        <Section title={t('grants.title')}>
          <Ask key={JSON.stringify(data.asked)} data={data} busy={busy} />
          {data.grants.length === 0 ? (
            <p role="status" style={{ marginTop: 14, fontSize: 14 }}>
              {t('grants.none')}
            </p>
          ) : (
            <div
              style={{ overflowX: 'auto', marginTop: 14 }}
              tabIndex={0}
              role="region"
              aria-label={t('grants.title')}
            >
              <table style={{ ...table, minWidth: 860 }}>
                <thead>
                  <tr>
                    <th style={head}>{t('runs.customer')}</th>
                    <th style={head}>{t('grants.rule')}</th>
                    <th style={head}>{t('runs.gets')}</th>
                    <th style={figureHead}>{t('runs.at_most')}</th>
                    <th style={{ ...head, paddingLeft: 16 }}>{t('grants.status')}</th>
                    <th style={head}>{t('grants.granted')}</th>
                    <th style={head} />
                  </tr>
                </thead>
                <tbody>
                  {data.grants.map((grant) => (
                    <Row
                      key={`${grant.rule_id} ${grant.period_key} ${grant.person_id}`}
                      grant={grant}
                      mayTakeBack={data.may_take_back}
                      onDone={again}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {data.next && (
            <p style={{ marginTop: 10 }}>
              <Link to={pageAddress('discountGrants', { ...data.asked, after: data.next })} style={link}>
                {t('runs.next_page')}
              </Link>
            </p>
          )}
        </Section>
      )}
    </main>
  );
};

export default DiscountGrants;
