import PostalMime, { type Address } from 'postal-mime';
import { BoundedList } from '../bounded-list.js';

export interface Mail {
  id: number;
  from: string;
  /** The addresses it was delivered to, hidden copies included. */
  to: string[];
  subject: string;
  text: string;
  html: string;
  received_at: string;
}

const mailsKept = 2_000;

/** Everything the shop sent by e-mail, whoever it was addressed to. */
export class Mailbox {
  private readonly mails = new BoundedList<Mail>(mailsKept);
  private lastId = 0;

  async receive(raw: Buffer, recipients: string[]): Promise<Mail> {
    const { from, subject = '', text = '', html = '' } = await PostalMime.parse(raw);
    const received_at = new Date().toISOString();
    const mail = {
      id: ++this.lastId,
      from: addressOf(from),
      to: recipients,
      subject,
      text,
      html,
      received_at,
    };
    this.mails.add(mail);
    return mail;
  }

  /** Newest first; `to` compares whole addresses without regard to case. */
  list({ to }: { to?: string } = {}): Mail[] {
    const wanted = to?.toLowerCase();
    return this.mails
      .newestFirst()
      .filter((mail) => !wanted || mail.to.some((address) => address.toLowerCase() === wanted));
  }

  find(id: number): Mail | undefined {
    return this.mails.all().find((mail) => mail.id === id);
  }

  clear(): void {
    this.mails.clear();
  }
}

function addressOf(from: Address | undefined): string {
  return from?.address ?? '';
}
