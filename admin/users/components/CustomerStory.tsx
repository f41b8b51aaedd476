import type { ActionProps } from 'adminjs';
import React, { type FC } from 'react';
import { WhyLink } from '../../discounts/components/WhyLink';
import { MoneyCard } from '../../shared/components/MoneyCard';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';
import { cardStyle, softText } from '../../shared/components/styles';
import { ConsentCard, NotesCard, TicketsCard } from './CustomerTalk';
import { DisputesTable, GrantsTable, OrdersTable, VouchersTable, WalletsTable } from './CustomerTables';
import type { CustomerRecord, FiguresOfCustomer } from './customer-story-data';

const column = { display: 'grid', gap: 16, alignContent: 'start', minWidth: 0 } as const;

/** How much this customer bought, in four figures. */
const Figures: FC<{ figures: FiguresOfCustomer | null }> = ({ figures }) => {
  const { t, money, number, age } = useFormats();
  const facts: [string, string][] = [
    [t('customer.order_count'), number(figures?.order_count ?? 0)],
    [t('customer.spend'), money(figures?.spend_amount ?? 0)],
    [t('customer.first_order'), figures?.first_order_at ? age(figures.first_order_at) : '–'],
    [t('customer.last_order'), figures?.last_order_at ? age(figures.last_order_at) : '–'],
  ];
  return (
    <dl
      style={{
        display: 'grid',
        gap: 12,
        gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
        margin: 0,
      }}
    >
      {facts.map(([name, value]) => (
        <div key={name} style={{ ...cardStyle, padding: '14px 16px' }}>
          <dt style={{ ...softText, fontSize: 13 }}>{name}</dt>
          <dd style={{ fontSize: 20, lineHeight: 1.25, fontWeight: 700, margin: '4px 0 0' }}>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** A customer from all sides on one page; a part that its reader may not see is left out. */
const CustomerStory: FC<ActionProps> = (props) => {
  const record = props.record as CustomerRecord | undefined;
  const story = record?.story;
  if (!record || !story) return null;
  const { id } = record;
  const { orders, wallets, grants, vouchers, invitations, disputes, tickets, notes, consents } = story;
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      {story.figures !== undefined && <Figures figures={story.figures} />}
      <RecordCard {...props} record={{ ...record, money: undefined } as CustomerRecord} />
      <div
        style={{
          display: 'grid',
          gap: 16,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 400px), 1fr))',
        }}
      >
        <div style={column}>
          {notes && <NotesCard notes={notes} userId={id} mayWrite={story.may_write_notes} />}
          {tickets && <TicketsCard tickets={tickets} userId={id} />}
          {consents && <ConsentCard consents={consents} userId={id} mayNote={story.may_note_consent} />}
        </div>
        <div style={column}>
          {orders && <OrdersTable orders={orders} userId={id} />}
          {wallets && <WalletsTable wallets={wallets} />}
          <WhyLink asked={{ customer: id }} />
          {grants && <GrantsTable grants={grants} />}
          {vouchers && <VouchersTable uses={vouchers} invitations={invitations ?? []} />}
          {disputes && disputes.length > 0 && <DisputesTable disputes={disputes} />}
        </div>
      </div>
      {record.money && <MoneyCard entries={record.money} />}
    </div>
  );
};

export default CustomerStory;
