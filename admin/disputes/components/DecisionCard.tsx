import React, { type FC } from 'react';
import { Card } from '../../shared/components/Card';
import { Facts } from '../../shared/components/Facts';
import { useFormats } from '../../shared/components/format';
import type { CaseRow, DecisionOnDesk } from './desk-data';

/** What was decided, and the letter that both sides have. */
export const DecisionCard: FC<{ row: CaseRow; decisions: DecisionOnDesk[] }> = ({ row, decisions }) => {
  const { t, word, money, instant, language } = useFormats();
  const accepted = (column: string) => row[column] && instant(String(row[column]));
  return (
    <>
      {decisions.toReversed().map((decision) => (
        <Card key={decision.id} title={t(decision.round === 1 ? 'dispute.decision' : 'dispute.ruling')}>
          <Facts
            rows={[
              [
                t('dispute.outcome'),
                <strong style={{ fontWeight: 700 }}>{word(decision.outcome, 'Dispute')}</strong>,
              ],
              [t('dispute.to_buyer'), money(decision.refundAmount)],
              [t('dispute.to_seller'), money(decision.releaseAmount)],
              [t('dispute.fee'), `${money(decision.feeAmount)} · ${word(decision.feeBorneBy, 'Dispute')}`],
              [t('dispute.decided_at'), instant(decision.createdAt)],
              [
                t('dispute.appeal_until'),
                row['status'] === 'DECIDED' && row['appealUntil'] && instant(String(row['appealUntil'])),
              ],
              [t('dispute.buyer_accepted'), decision.round === 1 && accepted('buyerAcceptedAt')],
              [t('dispute.seller_accepted'), decision.round === 1 && accepted('sellerAcceptedAt')],
            ]}
          />
          <details style={{ marginTop: 12, fontSize: 14 }}>
            <summary style={{ cursor: 'pointer', color: '#0f6b5c', fontWeight: 600 }}>
              {t('dispute.letter')}
            </summary>
            <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', lineHeight: 1.55, marginTop: 8 }}>
              {language === 'en' ? decision.letterEn : decision.letterId}
            </p>
          </details>
        </Card>
      ))}
    </>
  );
};
