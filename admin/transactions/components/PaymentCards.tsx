import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { Card } from '../../shared/components/Card';
import { Facts } from '../../shared/components/Facts';
import type { StoryRow } from './story';
import { cell, head, table } from '../../shared/components/tables';

/** How the money came in, and what the gateway told us about it. */
export const PaymentCards: FC<{ payments: StoryRow[]; callbacks: StoryRow[] }> = ({
  payments,
  callbacks,
}) => {
  const { t, money, instant, number, word } = useFormats();
  return (
    <>
      {payments.map((payment) => (
        <Card
          key={payment['id']}
          title={t('story.title_payment')}
          href={`/admin/resources/Payment/records/${payment['id']}/show`}
          open={t('story.open')}
        >
          <Facts
            rows={[
              [t('properties.status'), <StateBadge value={String(payment['status'])} resourceId="Payment" />],
              [t('resources.Payment.properties.methodName'), payment['method_name'] || payment['method']],
              [t('resources.Payment.properties.amount'), money(payment['amount'] ?? 0)],
              [t('story.fee'), money(payment['fee_amount'] ?? 0)],
              [
                t('story.refunded'),
                Number(payment['refunded_amount']) > 0 ? money(payment['refunded_amount'] ?? 0) : null,
              ],
              [t('story.pay_code'), payment['pay_code']],
              [t('story.reference'), payment['reference']],
              [t('story.paid_at'), payment['paid_at'] && instant(String(payment['paid_at']))],
            ]}
          />
        </Card>
      ))}
      {callbacks.length > 0 && (
        <Card title={t('story.title_callbacks')}>
          <table style={table}>
            <thead>
              <tr>
                <th style={head}>{t('resources.PaymentCallback.properties.reportedStatus')}</th>
                <th style={head}>{t('resources.PaymentCallback.properties.verdict')}</th>
                <th style={head}>{t('story.deliveries')}</th>
              </tr>
            </thead>
            <tbody>
              {callbacks.map((callback) => (
                <tr key={callback['id']}>
                  <td style={cell}>
                    <Link to={`/admin/resources/PaymentCallback/records/${callback['id']}/show`}>
                      {callback['reported_status'] ? word(String(callback['reported_status'])) : '–'}
                    </Link>
                    <div style={{ color: '#5b6f68', fontSize: 12 }}>
                      {instant(String(callback['created_at']))}
                    </div>
                  </td>
                  <td style={cell}>
                    <StateBadge value={String(callback['verdict'])} resourceId="PaymentCallback" />
                  </td>
                  <td style={cell}>{number(Number(callback['deliveries']))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
    </>
  );
};
