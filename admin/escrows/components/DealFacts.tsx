import React, { type FC, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import { Facts } from '../../shared/components/Facts';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { address, type DealRecord, type Story } from './escrow-story-data';

/** Links one under the other, or nothing at all. */
const stacked = (links: ReactNode[]): ReactNode => (links.length > 0 ? <>{links}</> : null);

/** Who deals about what and for how much, with a way to each of them, to the payment and to the wallets. */
export const DealFacts: FC<{ record: DealRecord; story: Story }> = ({ record, story }) => {
  const { t, word, propertyWord, money, instant } = useFormats();
  const deal = record.params as Record<string, string | number | null>;
  const label = (property: string) => t(`resources.Escrow.properties.${property}`);
  const amount = (property: string): [string, string] => [label(property), money(deal[property] ?? 0)];
  const person = (property: string) =>
    deal[property] && (
      <Link to={address('User', deal[property])}>{record.populated[property]?.title ?? deal[property]}</Link>
    );
  const walletsOf = (side: string) =>
    stacked(
      story.wallets
        .filter((wallet) => wallet.side === side)
        .map(({ id, name }) => (
          <div key={id}>
            <Link to={address('Wallet', id)}>{name}</Link>
          </div>
        )),
    );
  return (
    <Card title={String(deal['title'])}>
      <Facts
        rows={[
          [label('buyerId'), person('buyerId')],
          [t('story.wallet_of_buyer'), walletsOf('BUYER')],
          [label('sellerId'), person('sellerId')],
          [t('story.wallet_of_seller'), walletsOf('SELLER')],
          [label('goodsType'), word(String(deal['goodsType']), 'Escrow')],
          amount('amount'),
          amount('feeAmount'),
          [label('feePayer'), propertyWord('feePayer', String(deal['feePayer']), 'Escrow')],
          amount('buyerPaysAmount'),
          amount('sellerReceivesAmount'),
          [label('scheduleVersion'), deal['scheduleVersion']],
          [
            t('properties.transactionId'),
            stacked(
              story.sales.map(({ id, number }) => (
                <Link key={id} to={address('Transaction', id)}>
                  {number}
                </Link>
              )),
            ),
          ],
          [
            t('story.title_payment'),
            stacked(
              story.payments.map(({ id, method_name, status }) => (
                <div key={id}>
                  <Link to={address('Payment', id)}>{word(method_name, 'Payment')}</Link>{' '}
                  <StateBadge value={status} resourceId="Payment" />
                </div>
              )),
            ),
          ],
          [label('reviewReason'), deal['reviewReason'] && word(String(deal['reviewReason']))],
          [label('frozenAt'), deal['frozenAt'] && instant(String(deal['frozenAt']))],
          [t('properties.createdAt'), deal['createdAt'] && instant(String(deal['createdAt']))],
        ]}
      />
    </Card>
  );
};
