import express, { type ErrorRequestHandler, type Request, Router } from 'express';
import { z } from 'zod';
import type { CallLog } from '../log.js';
import { DigiflazzError, type Answer } from './answer.js';
import type { Billing } from './billing.js';
import { openDepositTicket } from './deposit-ticket.js';
import { PriceListLimit } from './price-list-limit.js';
import { personOf } from './person.js';
import {
  BalanceRequest,
  DepositRequest,
  MeterRequest,
  PriceListRequest,
  TransactionRequest,
} from './requests.js';
import { isRequestSign, type DigiflazzSecrets } from './signatures.js';
import type { DigiflazzSupplier } from './supplier.js';
import type { SupplierBehaviour } from './supplier-modes.js';

interface Doors {
  supplier: DigiflazzSupplier;
  billing: Billing;
  log: CallLog;
  secrets: DigiflazzSecrets;
}

/** The supplier's API as a buyer sees it: always POST, always one top-level `data`. */
export function digiflazzRoutes({ supplier, billing, log, secrets }: Doors): Router {
  const { now, deposit, catalogue, webhooks } = supplier.parts;
  const listLimit = new PriceListLimit(now);
  const routes = Router();
  routes.use(log.record('digiflazz'), express.json({ verify: log.keepBody }));

  routes.post('/cek-saldo', (req, res) => {
    checked(BalanceRequest, req, secrets, () => 'depo');
    res.json({ data: { deposit: deposit.balance } });
  });
  routes.post('/price-list', (req, res) => {
    const filter = checked(PriceListRequest, req, secrets, () => 'pricelist');
    const tooSoon = listLimit.passes(filter.code) === false;
    if (tooSoon && supplier.limits === 'enforced') throw new DigiflazzError('83');
    res.json({ data: catalogue.priceList(filter) });
  });
  routes.post('/deposit', (req, res) => {
    res.json({ data: openDepositTicket(checked(DepositRequest, req, secrets, () => 'deposit')) });
  });
  routes.post('/inquiry-pln', (req, res) => {
    const { customer_no } = checked(MeterRequest, req, secrets, (body) => body.customer_no);
    res.json({ data: meterOf(customer_no) });
  });
  routes.post('/transaction', (req, res) => {
    const request = checked(TransactionRequest, req, secrets, (body) => body.ref_id);
    const behaviour = supplier.behaviour.take(request.ref_id);
    if (behaviour.mode === 'hang') return;
    if (behaviour.mode === 'error') return void res.status(500).type('html').send('Internal Server Error');
    const answer = transact({ supplier, billing }, request, behaviour);
    if (behaviour.mode === 'lost') return void req.socket.destroy();
    res.json({ data: answer });
  });
  routes.post('/report/hooks/:hookId/pings', async (req, res) => {
    await webhooks.ping(req.params.hookId);
    res.json({ data: {} });
  });
  routes.use(answerError);
  return routes;
}

/** Parses a body and checks user name and signature, which is made over a different subject at each door. */
function checked<S extends z.ZodType<{ username: string; sign: string }>>(
  schema: S,
  req: Request,
  secrets: DigiflazzSecrets,
  subject: (body: z.infer<S>) => string,
): z.infer<S> {
  const parsed = schema.safeParse(req.body);
  if (!parsed.success) throw new DigiflazzError('40');
  const body = parsed.data;
  if (body.username !== secrets.username) throw new DigiflazzError('42');
  if (!isRequestSign(body.sign, secrets, subject(body))) throw new DigiflazzError('41');
  return body;
}

function transact(
  { supplier, billing }: Pick<Doors, 'supplier' | 'billing'>,
  request: TransactionRequest,
  behaviour: SupplierBehaviour,
): Answer {
  switch (request.commands) {
    case 'inq-pasca':
      return billing.inquire(request, behaviour);
    case 'pay-pasca':
      return billing.pay(request, behaviour);
    case 'status-pasca':
      return billing.status(request);
    case undefined:
      return supplier.buy(request, behaviour);
  }
}

function meterOf(customer_no: string): Answer {
  if (!/^\d{10,12}$/.test(customer_no)) throw new DigiflazzError('54', { customer_no });
  const { name, tariff, power } = personOf(customer_no);
  const segment_power = `${tariff} /${String(power).padStart(9, '0')}`;
  const subscriber_id = `51${customer_no.slice(0, 10)}`;
  const outcome = { message: 'Transaksi Sukses', status: 'Sukses', rc: '00' };
  return { ...outcome, customer_no, meter_no: customer_no, subscriber_id, name, segment_power };
}

/** Broken JSON is a payload error; anything unforeseen is a fault of ours and must not look like the supplier's word. */
const answerError: ErrorRequestHandler = (error: Error & { status?: number }, _req, res, next) => {
  const unreadable = error.status !== undefined && error.status < 500;
  const refused = unreadable ? new DigiflazzError('40') : error;
  if (!(refused instanceof DigiflazzError)) return next(error);
  res.status(refused.httpStatus).json({ data: refused.answer });
};
