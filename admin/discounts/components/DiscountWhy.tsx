import { useTranslation } from 'adminjs';
import React, { useState, type FC, type FormEvent } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { cardStyle, inputStyle, softText } from '../../shared/components/styles';
import { Field, Section } from './Field';
import { link, mainButton, pageStyle } from './looks';
import { pageAddress } from './studio-address';
import { usePage } from './use-page';
import type { WhyData } from './why-data';
import { WhyCodeCard } from './WhyCodeCard';
import { WhyRuleCard } from './WhyRuleCard';

const Ask: FC<{ data: WhyData; busy: boolean }> = ({ data, busy }) => {
  const { t } = useFormats();
  const navigate = useNavigate();
  const [wish, setWish] = useState({ ...data.asked, sale: data.sale?.number ?? data.asked.sale });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    navigate(pageAddress('discountWhy', { ...wish, customer: wish.sale === '' ? wish.customer : '' }));
  };
  const input = (name: keyof typeof wish, label: string, hint: string) => (
    <Field id={`why-${name}`} label={label} hint={hint} width={260}>
      <input
        id={`why-${name}`}
        value={wish[name]}
        maxLength={120}
        autoComplete="off"
        aria-describedby={`why-${name}-note`}
        onChange={(event) => setWish({ ...wish, [name]: event.target.value })}
        style={inputStyle}
      />
    </Field>
  );
  return (
    <form onSubmit={ask} style={{ ...cardStyle, display: 'grid', gap: 14 }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '12px 16px', alignItems: 'flex-start' }}>
        {input('sale', t('why.sale'), t('why.sale_hint'))}
        {input('customer', t('why.customer'), t('why.customer_hint'))}
        {input('code', t('why.code'), t('why.code_hint'))}
      </div>
      <div>
        <button
          type="submit"
          style={mainButton}
          disabled={busy || (wish.sale === '' && wish.customer === '')}
        >
          {t(busy ? 'console.working' : 'why.ask')}
        </button>
      </div>
    </form>
  );
};

/** Whom and what the answers are about. */
const About: FC<{ data: WhyData }> = ({ data }) => {
  const { t, instant } = useFormats();
  const { sale, customer } = data;
  if (!customer) return null;
  return (
    <p style={{ fontSize: 14, lineHeight: 1.5 }} role="status">
      <Link to={`/admin/resources/User/records/${customer.id}/show`} style={link}>
        {customer.name}
      </Link>
      {' · '}
      {sale ? (
        <>
          <Link to={`/admin/resources/Transaction/records/${sale.id}/show`} style={link}>
            {sale.number}
          </Link>{' '}
          {t('why.as_of', { at: instant(sale.at, false) })}
        </>
      ) : (
        t('why.as_of_now')
      )}
    </p>
  );
};

/** "Why did I not get it?", answered condition by condition. */
const DiscountWhy: FC = () => {
  const { data, message, busy } = usePage<WhyData>('discountWhy');
  const { t } = useFormats();
  const { translateMessage } = useTranslation();
  usePageTitle(t('pages.discountWhy'));
  return (
    <main style={pageStyle} aria-busy={busy}>
      <header>
        <h1 style={{ fontSize: 24, fontWeight: 700, lineHeight: 1.25 }}>{t('pages.discountWhy')}</h1>
        <p style={{ ...softText, lineHeight: 1.5, maxWidth: 720 }}>{t('why.help')}</p>
      </header>
      {message && <p role="alert">{translateMessage(message)}</p>}
      {data && (
        <>
          <Ask key={JSON.stringify(data.asked)} data={data} busy={busy} />
          {data.missing && (
            <p role="alert" style={{ color: '#b42318', fontSize: 14 }}>
              {t(`why.missing_${data.missing}`)}
            </p>
          )}
          <About data={data} />
          {data.customer && data.asked.code !== '' && (
            <WhyCodeCard code={data.code} typed={data.asked.code} />
          )}
          {data.customer && data.rules.length === 0 && (
            <Section title={t('why.rules')}>
              <p style={{ fontSize: 14 }}>{t('why.no_rules')}</p>
            </Section>
          )}
          {data.rules.map((rule) => (
            <WhyRuleCard key={rule.ruleId} rule={rule} ofSale={data.sale !== null} />
          ))}
        </>
      )}
    </main>
  );
};

export default DiscountWhy;
