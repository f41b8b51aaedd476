import { Box } from '@adminjs/design-system';
import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { StateBadge } from '../../shared/components/StateBadge';
import { Timeline, type Moment } from '../../shared/components/Timeline';
import { WhyLink } from '../../discounts/components/WhyLink';
import { useFormats } from '../../shared/components/format';
import { Card } from '../../shared/components/Card';
import { DeliveryCards } from './DeliveryCards';
import { Facts } from '../../shared/components/Facts';
import { MoneyCard } from '../../shared/components/MoneyCard';
import { LinesCard } from './LinesCard';
import { PaymentCards } from './PaymentCards';
import type { Story } from './story';

type WithStory = RecordJSON & { story?: Story & { timeline: Moment[] } };

/** The page of a sale: what was bought, how it was paid and delivered, what the books say, and the order of events. */
const SaleStory: FC<ActionProps> = ({ record }) => {
  const { t, word, money, instant } = useFormats();
  const { story, params } = (record ?? { params: {} }) as WithStory;
  if (!story) return null;
  const sale = params as Record<string, string | number | null>;
  const buyer = sale['userId'] ? (
    <Link to={`/admin/resources/User/records/${sale['userId']}/show`}>{sale['contactName']}</Link>
  ) : (
    `${sale['contactName'] ?? ''} (${word('guest')})`
  );
  return (
    <Box>
      <Box flex style={{ gap: 16, alignItems: 'center', flexWrap: 'wrap', marginBottom: 16 }}>
        <StateBadge value={String(sale['status'])} resourceId="Transaction" />
        <span style={{ fontSize: 22, fontWeight: 700, marginLeft: 'auto', whiteSpace: 'nowrap' }}>
          {money(sale['totalAmount'] ?? 0)}
        </span>
      </Box>
      <div
        style={{
          display: 'grid',
          gap: 16,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))',
        }}
      >
        <div style={{ display: 'grid', gap: 16, alignContent: 'start', gridColumn: 'span 1' }}>
          <Card title={t('story.title_sale')}>
            <Facts
              rows={[
                [t('resources.Transaction.properties.type'), word(String(sale['type']))],
                [t('resources.Transaction.properties.userId'), buyer],
                [t('resources.Transaction.properties.customerType'), word(String(sale['customerType']))],
                [
                  t('story.contact'),
                  [sale['contactPhone'], sale['contactEmail']].filter(Boolean).join(' · '),
                ],
                [t('story.customer_no'), sale['customerNo']],
                [t('properties.createdAt'), sale['createdAt'] && instant(String(sale['createdAt']))],
                [t('story.expires'), sale['expiresAt'] && instant(String(sale['expiresAt']))],
                [
                  t('resources.Transaction.properties.failureCode'),
                  sale['failureCode'] && word(String(sale['failureCode'])),
                ],
              ]}
            />
          </Card>
          <LinesCard sale={sale} lines={story.lines} />
          {sale['userId'] && <WhyLink asked={{ sale: String(record?.id) }} />}
          <PaymentCards payments={story.payments} callbacks={story.callbacks} />
          <DeliveryCards fulfilments={story.fulfilments} shipments={story.shipments} />
        </div>
        <div style={{ display: 'grid', gap: 16, alignContent: 'start' }}>
          <Card title={t('story.title_timeline')}>
            <Timeline moments={story.timeline} />
          </Card>
          <MoneyCard entries={story.entries} />
        </div>
      </div>
    </Box>
  );
};

export default SaleStory;
