import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { Card } from './Card';
import { Journals, type JournalLines } from './Journals';
import { useFormats } from './format';

/** One side of a journal that touched a record, as it came from the server. */
export type MoneyLine = Record<string, string | number | null>;

const text = (line: MoneyLine | undefined, column: string) => String(line?.[column] ?? '');

/** What happened to a record in the books, journal by journal, each with a way to itself. */
export const MoneyCard: FC<{ entries: MoneyLine[] }> = ({ entries }) => {
  const { t, instant, word } = useFormats();
  if (entries.length === 0) return null;
  const ids = [...new Set(entries.map((entry) => text(entry, 'journal_id')))];
  const journals = ids.map((id): JournalLines => {
    const lines = entries.filter((entry) => text(entry, 'journal_id') === id);
    const kind = text(lines[0], 'kind');
    return {
      key: id,
      title: (
        <>
          <Link to={`/admin/resources/LedgerJournal/records/${id}/show`} title={kind}>
            {word(kind, 'LedgerJournal')}
          </Link>
          {' · '}
          {instant(text(lines[0], 'effective_at'))}
        </>
      ),
      entries: lines.map((entry) => ({ account: text(entry, 'account'), amount: Number(entry['amount']) })),
    };
  });
  return (
    <Card title={t('story.title_entries')}>
      <Journals journals={journals} />
    </Card>
  );
};
