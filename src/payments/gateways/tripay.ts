import type { z } from 'zod';
import { Circuit } from '../../platform/circuit.js';
import { callProvider, type ProviderReply } from '../../platform/provider-call.js';
import type { CreateOutcome, Finding, ListedChannel, PaymentGateway, PaymentIntent } from '../gateway.js';
import { readAnswer } from './tripay.answer.js';
import { channelsSchema, listSchema, paymentSchema } from './tripay.schema.js';
import { closedPaymentSignature } from './tripay.signatures.js';
import { TripayStandingCodes } from './tripay.standing.js';

export interface TripaySettings {
  baseUrl: string;
  apiKey: string;
  privateKey: string;
  merchantCode: string;
  /** Channels of open payments that the gateway has agreed with this shop. */
  openMethods: string[];
  /** Where the gateway reports to; the final address, because it follows no redirect. */
  callbackUrl: string;
  /** Stands in for a customer who left no e-mail address: the gateway insists on one. */
  shopEmail: string;
  timeoutMs: number;
}

const rank = ['PAID', 'REFUND', 'UNPAID', 'EXPIRED', 'FAILED'] as const;

/** Of several payments under one name the one where money is, or may still come. */
const mostAlive = (rows: z.infer<typeof listSchema>) =>
  rows.toSorted((a, b) => rank.indexOf(a.status) - rank.indexOf(b.status))[0];

const isFailure = (reply: ProviderReply): boolean => reply.kind === 'unknown' || reply.status >= 500;
const resting: ProviderReply = { kind: 'unknown', reason: 'resting' };

/** Tripay: bearer key on every call, a signature on those that create. */
export class TripayGateway implements PaymentGateway {
  readonly name = 'tripay';
  private readonly circuit = new Circuit({ isFailure, restMs: 15_000 });

  readonly standing: TripayStandingCodes;

  constructor(private readonly settings: TripaySettings) {
    this.standing = new TripayStandingCodes(settings, (call, path, body) => this.call(call, path, body));
  }

  get isResting(): boolean {
    return this.circuit.isResting;
  }

  async channels(): Promise<ListedChannel[] | null> {
    const answer = readAnswer(await this.get('channels', '/merchant/payment-channel'), channelsSchema);
    return answer.kind === 'data' && answer.data.length > 0 ? answer.data : null;
  }

  async create(intent: PaymentIntent): Promise<CreateOutcome> {
    const reply = await this.call('create', '/transaction/create', this.requestBody(intent));
    const answer = readAnswer(reply, paymentSchema);
    return answer.kind === 'data' ? { kind: 'found', payment: answer.data } : answer;
  }

  async detail(reference: string): Promise<Finding> {
    const reply = await this.get('detail', '/transaction/detail', { reference });
    const answer = readAnswer(reply, paymentSchema);
    if (answer.kind === 'data') return { kind: 'found', payment: answer.data };
    if (answer.kind === 'refused' && answer.status === 404) return { kind: 'none' };
    return { kind: 'unknown', reason: answer.reason };
  }

  async findByMerchantRef(merchantRef: string): Promise<Finding> {
    const reply = await this.get('find', '/merchant/transactions', {
      merchant_ref: merchantRef,
      per_page: '25',
    });
    const answer = readAnswer(reply, listSchema);
    if (answer.kind !== 'data') return { kind: 'unknown', reason: answer.reason };
    const ours = mostAlive(answer.data.filter((row) => row.merchant_ref === merchantRef));
    if (ours) return this.detail(ours.reference);
    // Rows of others mean that the filter was not applied, and that ours may stand on another page.
    return answer.data.length === 0 ? { kind: 'none' } : { kind: 'unknown', reason: 'filter_not_applied' };
  }

  private requestBody({ merchantRef, method, orderAmount, customer, items, ...rest }: PaymentIntent): object {
    const { privateKey, merchantCode, callbackUrl, shopEmail } = this.settings;
    return {
      method,
      merchant_ref: merchantRef,
      amount: orderAmount,
      customer_name: customer.name,
      customer_email: customer.email || shopEmail,
      customer_phone: customer.phone.replace(/^\+62/, '0') || undefined,
      order_items: items,
      callback_url: callbackUrl,
      return_url: rest.returnUrl,
      expired_time: Math.floor(rest.expiresAt.getTime() / 1_000),
      signature: closedPaymentSignature(privateKey, { merchantCode, merchantRef, amount: orderAmount }),
    };
  }

  private get(call: string, path: string, query: Record<string, string> = {}): Promise<ProviderReply> {
    const search = new URLSearchParams(query).toString();
    return this.call(call, search === '' ? path : `${path}?${search}`);
  }

  private call(call: string, path: string, body?: object): Promise<ProviderReply> {
    const request = {
      provider: this.name,
      call,
      url: `${this.settings.baseUrl.replace(/\/$/, '')}${path}`,
      method: body === undefined ? ('GET' as const) : ('POST' as const),
      headers: { Authorization: `Bearer ${this.settings.apiKey}` },
      body,
      timeoutMs: this.settings.timeoutMs,
    };
    return this.circuit.run(() => callProvider(request), resting);
  }
}
