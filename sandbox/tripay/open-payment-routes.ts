import { Router, type Request } from 'express';
import { jakartaOffsetMs } from '../../src/platform/jakarta.js';
import { read, succeed } from './answers.js';
import { findChannel } from './channels.js';
import * as errors from './errors.js';
import type { TripayGateway } from './gateway.js';
import type { Payment } from './payment.js';
import { presentMoney } from './presenter.js';
import { CreateOpenPayment, OpenPaymentListQuery } from './requests.js';
import { presentStandingCode, type StandingCode } from './standing-code.js';

/** Open payments as a merchant sees them. */
export function openPaymentRoutes(gateway: TripayGateway): Router {
  const routes = Router();
  routes.post('/create', (req, res) => {
    const input = read(CreateOpenPayment, req.body ?? {});
    const { mode } = gateway.behaviour.take(input.merchant_ref ?? undefined);
    if (mode === 'hang') return;
    if (mode === 'error')
      return void res.status(500).json({ success: false, message: 'Internal Server Error' });
    const code = gateway.openStanding(input);
    if (mode === 'lost') return void req.socket.destroy();
    succeed(res, presentStandingCode(code));
  });
  routes.get('/:uuid/detail', (req, res) => succeed(res, presentStandingCode(asked(gateway, req))));
  routes.get('/:uuid/transactions', (req, res) => {
    const { uuid } = asked(gateway, req);
    const query = read(OpenPaymentListQuery, req.query);
    const rows = gateway.payments
      .list(query.reference ? { reference: query.reference } : {})
      .filter((payment) => payment.paidInto === uuid && isWithin(payment, query));
    const shown = rows.slice(0, query.per_page);
    res.json({
      success: true,
      message: '',
      data: shown.map(presentRow),
      pagination: paginationOf(rows.length, shown.length, query.per_page),
    });
  });
  return routes;
}

function asked(gateway: TripayGateway, req: Request): StandingCode {
  const code = gateway.standing.find(String(req.params.uuid));
  if (!code) throw errors.paymentNotFound();
  return code;
}

/** Days and hours of the query are local ones, without saying so. */
const localSeconds = (text: string): number =>
  (Date.parse(`${text.replace(' ', 'T')}Z`) - jakartaOffsetMs) / 1_000;

function isWithin({ paidAt }: Payment, { start_date, end_date }: OpenPaymentListQuery): boolean {
  if (paidAt === null) return false;
  return (
    (!start_date || paidAt >= localSeconds(start_date)) && (!end_date || paidAt <= localSeconds(end_date))
  );
}

const presentRow = (payment: Payment): Record<string, unknown> => ({
  reference: payment.reference,
  merchant_ref: payment.merchantRef,
  payment_method: payment.channelCode,
  payment_name: findChannel(payment.channelCode)?.name,
  customer_name: payment.customer.name,
  ...presentMoney(payment),
  checkout_url: null,
  status: payment.status,
  paid_at: payment.paidAt,
});

const paginationOf = (total: number, shown: number, perPage: number) => ({
  total,
  data_from: shown > 0 ? 1 : 0,
  data_to: shown,
  per_page: perPage,
  current_page: 1,
  last_page: Math.max(1, Math.ceil(total / perPage)),
  next_page: null,
});
