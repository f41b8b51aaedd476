import React, { type FC, type ReactNode } from 'react';
import { Card } from '../../shared/components/Card';
import { Facts } from '../../shared/components/Facts';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import { Attachments } from './Attachments';
import type { DealOnDesk } from './desk-data';

const Parts: FC<{ parts: DealOnDesk['parts']; partId: string | null }> = ({ parts, partId }) => {
  const { t, money } = useFormats();
  return (
    <table style={{ ...table, marginTop: 14 }}>
      <thead>
        <tr>
          <th style={head}>{t('dispute.part')}</th>
          <th style={head}>{t('properties.status')}</th>
          <th style={figureHead}>{t('dispute.held')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.id} style={part.id === partId ? { fontWeight: 700 } : {}}>
            <td style={cell}>{part.title}</td>
            <td style={cell}>
              <StateBadge value={part.status} resourceId="Escrow" />
            </td>
            <td style={figure}>{money(part.heldAmount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** Who has accepted a version of the terms, and when. */
function acceptedBy(
  deal: DealOnDesk,
  version: number,
  said: (side: string, at: string) => string,
): ReactNode {
  const agreed = deal.agreements.filter((each) => each.version === version);
  return agreed.map(({ side, createdAt }) => <div key={side}>{said(side, createdAt)}</div>);
}

/** What was agreed, by whom and when, and how the seller says it was delivered. */
export const DealCard: FC<{ deal: DealOnDesk }> = ({ deal }) => {
  const { t, word, money, instant, number } = useFormats();
  const { escrow, terms, parts, deliveries } = deal;
  const [current, ...earlier] = terms;
  const disputed = parts.find(({ status }) => status === 'DISPUTED')?.id ?? null;
  const said = (side: string, at: string) => `${word(side, 'Dispute')} · ${instant(at)}`;
  return (
    <Card
      title={t('dispute.deal')}
      href={`/admin/resources/Escrow/records/${escrow.id}/show`}
      open={t('story.open')}
    >
      <Facts
        rows={[
          [t('dispute.deal_number'), escrow.number],
          [t('dispute.deal_title'), escrow.title],
          [t('dispute.goods_type'), word(escrow.goodsType, 'Dispute')],
          [t('dispute.price'), money(escrow.amount)],
          [
            t('dispute.fee'),
            `${money(escrow.feeAmount)} · ${t('dispute.borne_by')}: ${word(escrow.feePayer === 'SPLIT' ? 'BOTH' : escrow.feePayer, 'Dispute')}`,
          ],
          [
            t('dispute.hours'),
            current &&
              t('dispute.hours_of', {
                delivery: number(current.deliveryHours),
                inspection: number(current.inspectionHours),
              }),
          ],
          [
            t('dispute.accepted_by', { version: escrow.termsVersion }),
            acceptedBy(deal, escrow.termsVersion, said),
          ],
          [
            t('dispute.review'),
            escrow.reviewReason && <strong style={{ color: '#8c1d1d' }}>{word(escrow.reviewReason)}</strong>,
          ],
        ]}
      />
      <h4 style={{ fontSize: 13, fontWeight: 700, margin: '14px 0 6px' }}>{t('dispute.terms')}</h4>
      <p
        style={{
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          fontSize: 14,
          lineHeight: 1.5,
          background: '#f6f9f8',
          borderRadius: 8,
          padding: '10px 12px',
        }}
      >
        {current?.terms || t('dispute.no_terms')}
      </p>
      {earlier.length > 0 && (
        <details style={{ marginTop: 8, fontSize: 14 }}>
          <summary style={{ cursor: 'pointer', color: '#0f6b5c', fontWeight: 600 }}>
            {t('dispute.earlier_terms', { amount: number(earlier.length) })}
          </summary>
          {earlier.map((version) => (
            <div key={version.version} style={{ marginTop: 8 }}>
              <strong>
                {t('dispute.version', { version: version.version })} · {money(version.amount)}
              </strong>
              <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {version.terms || t('dispute.no_terms')}
              </p>
              <div style={softText}>{acceptedBy(deal, version.version, said)}</div>
            </div>
          ))}
        </details>
      )}
      {parts.length > 1 && <Parts parts={parts} partId={disputed} />}
      <h4 style={{ fontSize: 13, fontWeight: 700, margin: '14px 0 6px' }}>{t('dispute.delivery')}</h4>
      {deliveries.length === 0 && <p style={{ ...softText, fontSize: 14 }}>{t('dispute.no_delivery')}</p>}
      {deliveries.map((delivery) => (
        <div key={delivery.id} style={{ fontSize: 14, lineHeight: 1.45, marginBottom: 8 }}>
          <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{delivery.body}</p>
          <Attachments files={delivery.files} />
          <p style={{ ...softText, fontSize: 12 }}>{instant(delivery.createdAt)}</p>
        </div>
      ))}
    </Card>
  );
};
