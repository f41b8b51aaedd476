import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';

interface Mutation {
  id: string;
  transaction_id: string | null;
  kind: string;
  description: string;
  amount: number;
  balance_after_amount: number;
  created_at: string;
}

type WithMutations = RecordJSON & { story?: { mutations: Mutation[] } };

/** What moved the balance, newest first, with the balance that each line left. */
const MutationsCard: FC<{ mutations: Mutation[] }> = ({ mutations }) => {
  const { t, word, money, instant } = useFormats();
  return (
    <Card title={t('story.title_mutations')}>
      <div style={{ overflowX: 'auto' }}>
        <table style={table}>
          <thead>
            <tr>
              <th style={head}>{t('story.when')}</th>
              <th style={head}>{t('story.what')}</th>
              <th style={figureHead}>{t('story.amount')}</th>
              <th style={figureHead}>{t('story.balance_after')}</th>
            </tr>
          </thead>
          <tbody>
            {mutations.map((line) => (
              <tr key={line.id}>
                <td style={cell}>{instant(line.created_at)}</td>
                <td style={cell}>
                  {line.transaction_id ? (
                    <Link to={`/admin/resources/Transaction/records/${line.transaction_id}/show`}>
                      {word(line.kind, 'LedgerJournal')}
                    </Link>
                  ) : (
                    word(line.kind, 'LedgerJournal')
                  )}
                  {line.description && <div style={{ color: '#5b6f68' }}>{line.description}</div>}
                </td>
                <td style={figure}>{money(line.amount)}</td>
                <td style={figure}>{money(line.balance_after_amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
};

/** A wallet, and what moved its balance. */
const WalletStory: FC<ActionProps> = (props) => {
  const mutations = (props.record as WithMutations | undefined)?.story?.mutations ?? [];
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordCard {...props} />
      {mutations.length > 0 && <MutationsCard mutations={mutations} />}
    </div>
  );
};

export default WalletStory;
