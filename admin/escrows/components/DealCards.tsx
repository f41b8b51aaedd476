import React, { type CSSProperties, type FC } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import { Facts } from '../../shared/components/Facts';
import { StateBadge } from '../../shared/components/StateBadge';
import { formatAge, useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { address, type Countdown, type Part, type Story, type Terms } from './escrow-story-data';

const line: CSSProperties = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 16px',
  alignItems: 'baseline',
  padding: '10px 0',
  borderTop: '1px solid #e6eeeb',
  fontSize: 14,
  lineHeight: 1.45,
};

/** Complaints about the deal, the newest first, each a click from the desk at which it is judged. */
export const DisputesCard: FC<{ disputes: Story['disputes'] }> = ({ disputes }) => {
  const { t, word } = useFormats();
  if (disputes.length === 0) return null;
  return (
    <Card title={t('story.title_disputes')}>
      {disputes.map(({ id, number, status, category }) => (
        <div key={id} style={line}>
          <Link to={address('Dispute', id)} style={{ fontWeight: 600 }}>
            {number}
          </Link>
          <StateBadge value={status} resourceId="Dispute" />
          <span style={softText}>{word(category, 'Dispute')}</span>
        </div>
      ))}
    </Card>
  );
};

/** What runs out next, in words and to the minute. */
export const CountdownsCard: FC<{ countdowns: Countdown[] }> = ({ countdowns }) => {
  const { t, instant, word, language } = useFormats();
  if (countdowns.length === 0) return null;
  return (
    <Card title={t('story.title_countdowns')}>
      <Facts
        rows={countdowns.map(({ name, at, part }) => [
          [word(`timer_${name}`), part].filter(Boolean).join(' · '),
          <time key={at} dateTime={at}>
            {instant(at, false)} · {formatAge(at, language)}
          </time>,
        ])}
      />
    </Card>
  );
};

const settled = new Set(['RELEASED', 'REFUNDED', 'SPLIT']);

/** Where the money of a part lies: still with us, or with whom it went. */
function moneyOf(part: Part): [string, number][] {
  if (!settled.has(part.status)) return [['story.held', part.held_amount]];
  const shares: [string, number][] = [
    ['story.to_seller', part.released_amount],
    ['story.to_buyer', part.refunded_amount],
    ['dispute.fee', part.earned_fee_amount],
  ];
  return shares.filter(([, amount]) => amount > 0);
}

/** Each part with what is held of it, or where that went. */
export const PartsCard: FC<{ parts: Part[] }> = ({ parts }) => {
  const { t, money } = useFormats();
  if (parts.length === 0) return null;
  return (
    <Card title={t('story.title_parts')}>
      {parts.map((part) => (
        <div key={part.id} style={line}>
          <span style={{ flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' }}>
            <Link to={address('EscrowPart', part.id)}>{part.title}</Link>{' '}
            <StateBadge value={part.status} resourceId="EscrowPart" />
          </span>
          <dl
            style={{ display: 'grid', gridTemplateColumns: 'auto auto', gap: '0 12px', marginLeft: 'auto' }}
          >
            {moneyOf(part).map(([name, amount]) => (
              <React.Fragment key={name}>
                <dt style={softText}>{t(name)}</dt>
                <dd style={{ textAlign: 'right', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
                  {money(amount)}
                </dd>
              </React.Fragment>
            ))}
          </dl>
        </div>
      ))}
    </Card>
  );
};

/** Every version of the terms, the newest first, and which sides have accepted it; a long one is read in its frame. */
export const TermsCard: FC<{ terms: Terms[] }> = ({ terms }) => {
  const { t, money, instant, word } = useFormats();
  return (
    <Card title={t('story.title_terms')}>
      {terms.map((each) => (
        <div key={each.version} style={{ marginBottom: 16, fontSize: 14, lineHeight: 1.5 }}>
          <div style={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            {t('story.terms_version', { version: each.version })} · {each.title} ·{' '}
            {money(each.buyer_pays_amount)}
          </div>
          <div
            tabIndex={0}
            role="group"
            aria-label={t('story.terms_version', { version: each.version })}
            style={{
              whiteSpace: 'pre-wrap',
              overflowWrap: 'anywhere',
              maxHeight: 320,
              overflowY: 'auto',
              margin: '4px 0',
            }}
          >
            {each.terms || t('dispute.no_terms')}
          </div>
          <small style={softText}>
            {instant(each.created_at)} ·{' '}
            {each.agreed.length > 0
              ? t('story.agreed_by', { sides: each.agreed.map((side) => word(side)).join(', ') })
              : t('story.agreed_by_nobody')}
          </small>
        </div>
      ))}
    </Card>
  );
};
