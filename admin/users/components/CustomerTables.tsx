import React, { type FC, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import {
  listOf,
  recordAt,
  type DisputeLine,
  type Grant,
  type Invitation,
  type Order,
  type VoucherUse,
  type WalletLine,
} from './customer-story-data';

const strong = { color: '#0f6b5c', fontWeight: 600 } as const;

interface Shelf {
  title: string;
  empty: string;
  href?: string;
  /** Names of the columns; the last one holds figures. */
  columns: string[];
  rows: { key: string; cells: ReactNode[] }[];
}

/** Rows under their heads, the last column to the right; a way to all of them. */
const Lines: FC<Shelf> = ({ title, empty, href, columns, rows }) => {
  const { t } = useFormats();
  const last = columns.length - 1;
  return (
    <Card title={title} {...(href ? { href, open: t('customer.all') } : {})}>
      {rows.length === 0 ? (
        <p style={{ ...softText, fontSize: 14 }}>{empty}</p>
      ) : (
        <div style={{ overflowX: 'auto' }}>
          <table style={table}>
            <thead>
              <tr>
                {columns.map((name, index) => (
                  <th key={name} style={index === last ? figureHead : head}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, cells }) => (
                <tr key={key}>
                  {cells.map((content, index) => (
                    <td key={columns[index]} style={index === last ? figure : cell}>
                      {content}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
};

const Small: FC<{ children: ReactNode }> = ({ children }) => (
  <div style={{ ...softText, fontSize: 12 }}>{children}</div>
);

export const OrdersTable: FC<{ orders: Order[]; userId: string }> = ({ orders, userId }) => {
  const { t, money, instant, word } = useFormats();
  return (
    <Lines
      title={t('customer.orders')}
      empty={t('customer.no_orders')}
      href={listOf('Transaction', { userId })}
      columns={[t('customer.order'), t('properties.status'), t('story.total')]}
      rows={orders.map((order) => ({
        key: order.id,
        cells: [
          <>
            <Link to={recordAt('Transaction', order.id)} style={strong}>
              {order.number}
            </Link>
            <Small>
              {word(order.type, 'Transaction')} · {instant(order.created_at, false)}
            </Small>
          </>,
          <StateBadge value={order.status} resourceId="Transaction" />,
          <>
            {money(order.total_amount)}
            {Number(order.discount_amount) > 0 && (
              <Small>{t('customer.discounted', { amount: money(order.discount_amount) })}</Small>
            )}
          </>,
        ],
      }))}
    />
  );
};

export const WalletsTable: FC<{ wallets: WalletLine[] }> = ({ wallets }) => {
  const { t, money } = useFormats();
  return (
    <Lines
      title={t('customer.wallets')}
      empty={t('customer.no_wallets')}
      columns={[t('resources.Wallet.one'), t('properties.status'), t('customer.balance')]}
      rows={wallets.map((wallet) => ({
        key: wallet.id,
        cells: [
          <Link to={recordAt('Wallet', wallet.id)} style={strong}>
            {wallet.name}
          </Link>,
          <StateBadge value={wallet.status} resourceId="Wallet" />,
          <>
            {money(wallet.balance_amount)}
            {Number(wallet.held_amount) > 0 && (
              <Small>{t('customer.held', { amount: money(wallet.held_amount) })}</Small>
            )}
          </>,
        ],
      }))}
    />
  );
};

export const GrantsTable: FC<{ grants: Grant[] }> = ({ grants }) => {
  const { t, money, instant, word } = useFormats();
  return (
    <Lines
      title={t('customer.grants')}
      empty={t('customer.no_grants')}
      columns={[t('customer.rule'), t('properties.status'), t('customer.worth')]}
      rows={grants.map((grant) => ({
        key: `${grant.rule_id}${grant.period_key}`,
        cells: [
          <>
            <Link to={recordAt('DiscountRule', grant.rule_id)} style={strong}>
              {grant.name}
            </Link>
            <Small>
              {word(grant.kind, 'DiscountGrant')} · {grant.period_key} · v{grant.version}
            </Small>
          </>,
          <>
            <StateBadge value={grant.status} resourceId="DiscountGrant" />
            <Small>
              {instant(grant.created_at, false)}
              {grant.valid_until && ` – ${instant(grant.valid_until, false)}`}
            </Small>
          </>,
          <>
            {money(grant.amount)}
            {Number(grant.used_amount) > 0 && (
              <Small>{t('customer.used', { amount: money(grant.used_amount) })}</Small>
            )}
          </>,
        ],
      }))}
    />
  );
};

export const VouchersTable: FC<{ uses: VoucherUse[]; invitations: Invitation[] }> = ({
  uses,
  invitations,
}) => {
  const { t, money, instant } = useFormats();
  const name = (id: string, said: string, at: string | null) => (
    <>
      <Link to={recordAt('Voucher', id)} style={strong}>
        {said}
      </Link>
      {at && <Small>{at}</Small>}
    </>
  );
  return (
    <Lines
      title={t('customer.vouchers')}
      empty={t('customer.no_vouchers')}
      columns={[t('resources.Voucher.one'), t('properties.status'), t('story.amount')]}
      rows={[
        ...invitations.map((each) => ({
          key: each.id,
          cells: [
            name(
              each.id,
              each.name,
              each.valid_until && t('customer.until', { time: instant(each.valid_until, false) }),
            ),
            <StateBadge value={each.status} resourceId="Voucher" />,
            t('customer.named'),
          ],
        })),
        ...uses.map((use) => ({
          key: use.id,
          cells: [
            name(use.voucher_id, use.name, instant(use.created_at, false)),
            <StateBadge value={use.status} resourceId="VoucherUsage" />,
            <Link to={recordAt('Transaction', use.transaction_id)} style={strong}>
              {money(use.amount)}
            </Link>,
          ],
        })),
      ]}
    />
  );
};

export const DisputesTable: FC<{ disputes: DisputeLine[] }> = ({ disputes }) => {
  const { t, money, word } = useFormats();
  return (
    <Lines
      title={t('customer.disputes')}
      empty={t('customer.no_disputes')}
      columns={[t('resources.Dispute.one'), t('properties.status'), t('dispute.held')]}
      rows={disputes.map((each) => ({
        key: each.id,
        cells: [
          <>
            <Link to={recordAt('Dispute', each.id)} style={strong}>
              {each.number}
            </Link>
            <Small>
              {word(each.category, 'Dispute')} · {word(each.side, 'Dispute')}
            </Small>
          </>,
          <StateBadge value={each.status} resourceId="Dispute" />,
          money(each.held_amount),
        ],
      }))}
    />
  );
};
