import { Box } from '@adminjs/design-system';
import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import { Facts } from '../../shared/components/Facts';
import { MoneyCard, type MoneyLine } from '../../shared/components/MoneyCard';
import { StateBadge } from '../../shared/components/StateBadge';
import { Timeline, type Moment } from '../../shared/components/Timeline';
import { formatAge, useFormats } from '../../shared/components/format';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';

interface Part {
  id: string;
  title: string;
  status: string;
  held_amount: number;
  released_amount: number;
  refunded_amount: number;
  earned_fee_amount: number;
}

interface Terms {
  version: number;
  title: string;
  terms: string;
  buyer_pays_amount: number;
  agreed: string[];
  created_at: string;
}

interface Countdown {
  name: string;
  at: string;
  part: string | null;
}

interface Story {
  held_amount: number;
  parts: Part[];
  terms: Terms[];
  countdowns: Countdown[];
  timeline: Moment[];
}

type WithStory = RecordJSON & { story?: Story; money?: MoneyLine[] };

const address = (resource: string, id: string | number | null | undefined) =>
  `/admin/resources/${resource}/records/${String(id)}/show`;

/** What runs out next, in words and to the minute. */
const CountdownsCard: FC<{ countdowns: Countdown[] }> = ({ countdowns }) => {
  const { t, instant, word, language } = useFormats();
  if (countdowns.length === 0) return null;
  return (
    <Card title={t('story.title_countdowns')}>
      <Facts
        rows={countdowns.map(({ name, at, part }) => [
          [word(`timer_${name}`), part].filter(Boolean).join(' · '),
          <time key={at} dateTime={at}>
            {instant(at)} · {formatAge(at, language)}
          </time>,
        ])}
      />
    </Card>
  );
};

/** Each part with what is held of it, or where that went. */
const PartsCard: FC<{ parts: Part[] }> = ({ parts }) => {
  const { t, money } = useFormats();
  if (parts.length === 0) return null;
  return (
    <Card title={t('story.title_parts')}>
      <div style={{ overflowX: 'auto' }}>
        <table style={table}>
          <thead>
            <tr>
              <th style={head}>{t('story.part')}</th>
              <th style={figureHead}>{t('story.held')}</th>
              <th style={figureHead}>{t('story.to_seller')}</th>
              <th style={figureHead}>{t('story.to_buyer')}</th>
              <th style={figureHead}>{t('story.fee')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part.id}>
                <td style={cell}>
                  <Link to={address('EscrowPart', part.id)}>{part.title}</Link>
                  <div>
                    <StateBadge value={part.status} resourceId="EscrowPart" />
                  </div>
                </td>
                <td style={figure}>{money(part.held_amount)}</td>
                <td style={figure}>{money(part.released_amount)}</td>
                <td style={figure}>{money(part.refunded_amount)}</td>
                <td style={figure}>{money(part.earned_fee_amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
};

/** Every version of the terms, the newest first, and which sides have accepted it. */
const TermsCard: FC<{ terms: Terms[] }> = ({ terms }) => {
  const { t, money, instant, word } = useFormats();
  return (
    <Card title={t('story.title_terms')}>
      {terms.map((each) => (
        <div key={each.version} style={{ marginBottom: 16 }}>
          <strong>
            {t('story.terms_version', { version: each.version })} · {each.title} ·{' '}
            {money(each.buyer_pays_amount)}
          </strong>
          <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: '4px 0' }}>{each.terms}</p>
          <small style={{ color: '#5b6f68' }}>
            {instant(each.created_at)} ·{' '}
            {t('story.agreed_by', { sides: each.agreed.map((side) => word(side)).join(', ') })}
          </small>
        </div>
      ))}
    </Card>
  );
};

/** The page of a deal: who, what, how much is held, what runs out next, the terms, the books, and all that happened. */
const EscrowStory: FC<ActionProps> = ({ record }) => {
  const { t, word, money, instant } = useFormats();
  const { story, params, money: journals } = (record ?? { params: {} }) as WithStory;
  if (!story) return null;
  const deal = params as Record<string, string | number | null>;
  const titles = record?.populated ?? {};
  const person = (property: string) =>
    deal[property] ? (
      <Link to={address('User', deal[property])}>{titles[property]?.title ?? String(deal[property])}</Link>
    ) : null;
  const label = (property: string) => t(`resources.Escrow.properties.${property}`);
  return (
    <Box>
      <Box flex style={{ gap: 16, alignItems: 'center', flexWrap: 'wrap', marginBottom: 16 }}>
        <StateBadge value={String(deal['status'])} resourceId="Escrow" />
        <span style={{ fontSize: 22, fontWeight: 700, marginLeft: 'auto', whiteSpace: 'nowrap' }}>
          {t('story.held_now', { amount: money(story.held_amount) })}
        </span>
      </Box>
      <div
        style={{
          display: 'grid',
          gap: 16,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
        }}
      >
        <div style={{ display: 'grid', gap: 16, alignContent: 'start' }}>
          <Card title={String(deal['title'])}>
            <Facts
              rows={[
                [label('buyerId'), person('buyerId')],
                [label('sellerId'), person('sellerId')],
                [label('goodsType'), word(String(deal['goodsType']))],
                [label('amount'), money(deal['amount'] ?? 0)],
                [label('feeAmount'), money(deal['feeAmount'] ?? 0)],
                [label('feePayer'), word(String(deal['feePayer']))],
                [label('buyerPaysAmount'), money(deal['buyerPaysAmount'] ?? 0)],
                [label('sellerReceivesAmount'), money(deal['sellerReceivesAmount'] ?? 0)],
                [label('scheduleVersion'), deal['scheduleVersion']],
                [
                  t('properties.transactionId'),
                  deal['transactionId'] && (
                    <Link to={address('Transaction', deal['transactionId'])}>{t('story.open')}</Link>
                  ),
                ],
                [label('reviewReason'), deal['reviewReason'] && word(String(deal['reviewReason']))],
                [label('frozenAt'), deal['frozenAt'] && instant(String(deal['frozenAt']))],
                [t('properties.createdAt'), deal['createdAt'] && instant(String(deal['createdAt']))],
              ]}
            />
          </Card>
          <CountdownsCard countdowns={story.countdowns} />
          <PartsCard parts={story.parts} />
          <TermsCard terms={story.terms} />
        </div>
        <div style={{ display: 'grid', gap: 16, alignContent: 'start' }}>
          <Card title={t('story.title_timeline')}>
            <Timeline moments={story.timeline} />
          </Card>
          <MoneyCard entries={journals ?? []} />
        </div>
      </div>
    </Box>
  );
};

export default EscrowStory;
