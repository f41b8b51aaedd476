import { query } from '../platform/database.js';
import { addNote, answerTicket, closeTicket, openTicket } from '../care/index.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { CustomerType } from '../users/index.js';
import { at } from './movable-clock.js';
import type { Stage } from './tell-story.js';

const hour = 3_600_000;

interface PlannedTicket {
  who: CustomerType;
  subject: string;
  body: string;
  askedHoursAgo: number;
  answer?: { hoursAgo: number; body: string };
  closedHoursAgo?: number;
}

const plannedTickets: PlannedTicket[] = [
  {
    who: 'retail',
    subject: 'Pulsa terlambat masuk',
    body: 'Pulsa baru masuk setelah setengah jam. Apakah biasa begitu?',
    askedHoursAgo: 80,
    answer: {
      hoursAgo: 78,
      body: 'Maaf, operator sedang gangguan malam itu. Sebagai permintaan maaf, ada voucher untuk Anda.',
    },
    closedHoursAgo: 60,
  },
  {
    who: 'reseller',
    subject: 'Faktur untuk pembukuan',
    body: 'Bisakah kami mendapat faktur gabungan setiap akhir bulan?',
    askedHoursAgo: 30,
    answer: { hoursAgo: 26, body: 'Bisa. Faktur gabungan kami kirim setiap tanggal 1.' },
  },
  {
    who: 'retail',
    subject: 'Cara memakai voucher ulang tahun',
    body: 'Saya mendapat kode ulang tahun. Di mana memasukkannya?',
    askedHoursAgo: 2,
  },
];

const plannedNotes: { who: CustomerType; hoursAgo: number; body: string }[] = [
  { who: 'retail', hoursAgo: 79, body: 'Lebih suka dihubungi lewat e-mail, sore hari.' },
  { who: 'reseller', hoursAgo: 200, body: 'Pembeli besar; minta diberi tahu sebelum harga naik.' },
];

interface Episode {
  at: Date;
  act: (stage: Stage) => Promise<unknown>;
}

const ticketOf = async (subject: string) =>
  (
    await query<{ id: string; status: string }>('SELECT id, status FROM tickets WHERE subject = ?', [subject])
  )[0];

const isThere = async (sql: string, value: string): Promise<boolean> =>
  (await query(sql, [value])).length > 0;

function ticketEpisodes(now: Date, planned: PlannedTicket): Episode[] {
  const { who, subject, body, askedHoursAgo, answer, closedHoursAgo } = planned;
  const ago = (hours: number) => new Date(now.getTime() - hours * hour);
  const staffDo = (
    moment: Date,
    status: string,
    work: (uow: UnitOfWork, ticketId: string) => Promise<unknown>,
  ) => ({
    at: moment,
    act: async ({ cast }: Stage) => {
      const ticket = await ticketOf(subject);
      if (ticket?.status === status) await at(moment, cast.staff('support'), (uow) => work(uow, ticket.id));
    },
  });
  return [
    {
      at: ago(askedHoursAgo),
      act: async ({ cast }) => {
        if (await ticketOf(subject)) return;
        await at(ago(askedHoursAgo), cast.ofTier(who).actor, (uow) =>
          openTicket(uow, { subject, body, transaction_id: null }),
        );
      },
    },
    ...(answer
      ? [
          staffDo(ago(answer.hoursAgo), 'OPEN', (uow, ticketId) =>
            answerTicket(uow, { ticketId, body: answer.body }),
          ),
        ]
      : []),
    ...(closedHoursAgo === undefined
      ? []
      : [
          staffDo(ago(closedHoursAgo), 'ANSWERED', (uow, ticketId) =>
            closeTicket(uow, { ticketId, reason: 'Pelanggan sudah puas' }),
          ),
        ]),
  ];
}

/** What customers ask, what they are answered, and what staff note of them. */
export const planCare = (now: Date): Episode[] => [
  ...plannedTickets.flatMap((planned) => ticketEpisodes(now, planned)),
  ...plannedNotes.map(({ who, hoursAgo, body }): Episode => {
    const moment = new Date(now.getTime() - hoursAgo * hour);
    return {
      at: moment,
      act: async ({ cast }) => {
        if (await isThere('SELECT 1 FROM customer_notes WHERE body = ?', body)) return;
        const userId = cast.ofTier(who).actor.id;
        await at(moment, cast.staff('support'), (uow) => addNote(uow, { userId, body }));
      },
    };
  }),
];
