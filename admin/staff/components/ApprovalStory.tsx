import { Box, MessageBox } from '@adminjs/design-system';
import { useTranslation, type ActionProps, type RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import { Facts } from '../../shared/components/Facts';
import { PlannedJournals, type PlannedJournal } from '../../shared/components/PreviewPanel';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';

type Value = string | number | null;

interface Figure {
  name: string;
  then: Value;
  now: Value;
  moved: boolean;
}

interface BalanceDeed {
  how: string;
  amount: number;
  target: number;
}

interface Story {
  balance: BalanceDeed | null;
  people?: { maker: string; decider: string | null; beneficiary: string | null };
  plan: {
    journals: PlannedJournal[];
    refusal: { message: string; options: Record<string, unknown> } | null;
  } | null;
  figures: Figure[];
}

/** Pages of the records that approvals speak of. */
const resources: Record<string, string> = {
  wallet: 'Wallet',
  transaction: 'Transaction',
  product: 'Product',
  withdrawal: 'Withdrawal',
  dispute: 'Dispute',
};

const Figures: FC<{ figures: Figure[]; open: boolean }> = ({ figures, open }) => {
  const { t, money, word } = useFormats();
  const shown = (value: Value) => (typeof value === 'number' ? money(value) : word(String(value ?? '–')));
  return (
    <table style={table}>
      <thead>
        <tr>
          <th style={head}>{t('approval.figure')}</th>
          <th style={figureHead}>{t('approval.then')}</th>
          {open && <th style={{ ...figureHead, paddingLeft: 16 }}>{t('approval.now')}</th>}
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, then, now, moved }) => (
          <tr key={name}>
            <td style={cell}>{t(`approval.figures.${name}`)}</td>
            <td style={figure}>{shown(then)}</td>
            {open && (
              <td
                style={{
                  ...figure,
                  paddingLeft: 16,
                  ...(moved ? { fontWeight: 700, color: '#8c1d1d' } : {}),
                }}
              >
                {shown(now)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** In words, because a bare amount does not say which way it goes. */
const BalanceSentence: FC<{ deed: BalanceDeed }> = ({ deed: { how, amount, target } }) => {
  const { t, money } = useFormats();
  return (
    <p style={{ fontSize: 17, fontWeight: 600, margin: '0 0 16px' }}>
      {t(`approval.balance.${how}`, { amount: money(amount), target: money(target) })}
    </p>
  );
};

/** The page of a request: what is asked, by whom and why, what has moved since, and what a yes would book. */
const ApprovalStory: FC<ActionProps> = ({ resource, record }) => {
  const { t, word, money, instant } = useFormats();
  const { translateMessage } = useTranslation();
  const { story, params } = (record ?? { params: {} }) as RecordJSON & { story?: Story };
  if (!story) return null;
  const row = params as Record<string, Value>;
  const { people, balance, plan, figures } = story;
  const place = resources[String(row['subjectType'])];
  const subject = word(String(row['subjectType']));
  const moved = figures.some((each) => each.moved);
  const at = (column: string) => row[column] && instant(String(row[column]));
  return (
    <Box>
      <Box flex style={{ gap: 16, alignItems: 'center', flexWrap: 'wrap', marginBottom: 16 }}>
        <StateBadge value={String(row['status'])} resourceId="Approval" />
        <span style={{ fontSize: 22, fontWeight: 700, marginLeft: 'auto', whiteSpace: 'nowrap' }}>
          {money(row['amount'] ?? 0)}
        </span>
      </Box>
      {balance && <BalanceSentence deed={balance} />}
      {moved && (
        <Box mb="lg" role="alert">
          <MessageBox message={t('approval.moved')} variant="warning" />
        </Box>
      )}
      <div
        style={{
          display: 'grid',
          gap: 16,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))',
        }}
      >
        <Card title={t('approval.asked')}>
          <Facts
            rows={[
              [t('resources.Approval.properties.kind'), word(String(row['kind']))],
              [
                t('approval.about'),
                place ? (
                  <Link to={`/admin/resources/${place}/records/${row['subjectId']}/show`}>{subject}</Link>
                ) : (
                  subject
                ),
              ],
              [
                t('resources.Approval.properties.beneficiaryId'),
                people?.beneficiary && (
                  <Link to={`/admin/resources/User/records/${row['beneficiaryId']}/show`}>
                    {people.beneficiary}
                  </Link>
                ),
              ],
              [t('resources.Approval.properties.makerId'), people?.maker],
              [t('properties.reason'), row['reason']],
              [t('properties.createdAt'), at('createdAt')],
              [t('resources.Approval.properties.expiresAt'), at('expiresAt')],
              [t('resources.Approval.properties.decidedBy'), people?.decider],
              [t('resources.Approval.properties.decidedAt'), at('decidedAt')],
              [t('resources.Approval.properties.decidedReason'), row['decidedReason']],
            ]}
          />
        </Card>
        <div style={{ display: 'grid', gap: 16, alignContent: 'start' }}>
          {figures.length > 0 && (
            <Card title={t('approval.observed')}>
              <Figures figures={figures} open={plan !== null} />
            </Card>
          )}
          {plan && (
            <Card title={t('preview.title')}>
              {plan.refusal ? (
                <MessageBox
                  message={translateMessage(plan.refusal.message, resource.id, plan.refusal.options)}
                  variant="danger"
                />
              ) : (
                <PlannedJournals journals={plan.journals} />
              )}
            </Card>
          )}
        </div>
      </div>
    </Box>
  );
};

export default ApprovalStory;
