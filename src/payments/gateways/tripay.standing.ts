import type { ProviderReply } from '../../platform/provider-call.js';
import { jakartaOffsetMs } from '../../platform/jakarta.js';
import type {
  GatewayReport,
  StandingCodes,
  StandingIntent,
  StandingMethod,
  StandingOutcome,
} from '../gateway.js';
import { readAnswer } from './tripay.answer.js';
import { paidIntoSchema, standingCodeSchema } from './tripay.schema.js';
import { openPaymentSignature } from './tripay.signatures.js';

/** What the channel list does not say: which channels take open payments, and how customers call them. */
const names: Record<string, string> = {
  BCAVAOP: 'BCA Virtual Account',
  BRIVAOP: 'BRI Virtual Account',
  BNIVAOP: 'BNI Virtual Account',
  CIMBVAOP: 'CIMB Niaga Virtual Account',
  BSIVAOP: 'BSI Virtual Account',
  DANAMONOP: 'Danamon Virtual Account',
  HANAVAOP: 'KEB Hana Virtual Account',
  QRISOP: 'QRIS',
  QRISCOP: 'QRIS',
};

interface Merchant {
  privateKey: string;
  merchantCode: string;
  openMethods: string[];
}

type Call = (call: string, path: string, body?: object) => Promise<ProviderReply>;

/** The most rows that the gateway gives at once. */
const mostRows = 100;

/** So far back one look goes; more at once is for the next. */
const mostLooks = 20;

const oldestOf = (reports: GatewayReport[]): Date | undefined => {
  const moments = reports.flatMap(({ paidAt }) => (paidAt ? [paidAt.getTime()] : []));
  return moments.length > 0 ? new Date(Math.min(...moments)) : undefined;
};

/** Hours of Jakarta, without saying so, as the gateway wants them. */
const localTime = (moment: Date): string =>
  new Date(moment.getTime() + jakartaOffsetMs).toISOString().slice(0, 19).replace('T', ' ');

/** Tripay's open payments. The callback goes to the address of the merchant's page, because a request can name none. */
export class TripayStandingCodes implements StandingCodes {
  readonly methods: StandingMethod[];

  constructor(
    private readonly merchant: Merchant,
    private readonly call: Call,
  ) {
    this.methods = merchant.openMethods.map((method) => ({ method, name: names[method] ?? method }));
  }

  async create({ merchantRef, method, customerName }: StandingIntent): Promise<StandingOutcome> {
    const { privateKey, merchantCode } = this.merchant;
    const reply = await this.call('create_open', '/open-payment/create', {
      method,
      merchant_ref: merchantRef,
      customer_name: customerName || undefined,
      signature: openPaymentSignature(privateKey, { merchantCode, method, merchantRef }),
    });
    const answer = readAnswer(reply, standingCodeSchema);
    if (answer.kind !== 'data') return answer;
    const { payCode, qrString } = answer.data;
    if (payCode === null && qrString === null) return { kind: 'unknown', reason: 'unreadable' };
    return { kind: 'found', code: answer.data };
  }

  /** Answers are one page: a full one says that there may be more before its oldest. */
  async paidInto(uuid: string, since: Date): Promise<GatewayReport[] | null> {
    const found = new Map<string, GatewayReport>();
    for (let until: Date | undefined, looks = 0; looks < mostLooks; looks += 1) {
      const page = await this.pageInto(uuid, since, until);
      if (!page) return null;
      for (const report of page) found.set(report.reference, report);
      if (page.length < mostRows) return [...found.values()];
      until = oldestOf(page);
    }
    return null;
  }

  private async pageInto(uuid: string, since: Date, until?: Date): Promise<GatewayReport[] | null> {
    const search = new URLSearchParams({
      start_date: localTime(since),
      ...(until ? { end_date: localTime(until) } : {}),
      per_page: String(mostRows),
    });
    const path = `/open-payment/${encodeURIComponent(uuid)}/transactions?${search.toString()}`;
    const answer = readAnswer(await this.call('paid_into_open', path), paidIntoSchema);
    return answer.kind === 'data' ? answer.data : null;
  }
}
