import express, { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import type { CallLog } from '../log.js';
import { sameText } from '../secrets.js';
import { read, succeed } from './answers.js';
import { channels, findChannel, type Channel } from './channels.js';
import * as errors from './errors.js';
import { presentChannel, presentFee } from './fees.js';
import type { TripayGateway } from './gateway.js';
import { instructionsFor, withoutHtml } from './instructions.js';
import type { Payment } from './payment.js';
import { openPaymentRoutes } from './open-payment-routes.js';
import { presentDetail, presentPayment, presentRow } from './presenter.js';
import {
  ChannelQuery,
  CreatePayment,
  FeeQuery,
  InstructionQuery,
  ListQuery,
  ReferenceQuery,
} from './requests.js';
import { transactionPage } from './transaction-page.js';

interface Doors {
  gateway: TripayGateway;
  log: CallLog;
  apiKey: string;
  baseUrl: () => string;
}

/** The gateway's API as a merchant sees it. */
export function tripayRoutes({ gateway, log, apiKey, baseUrl }: Doors): Router {
  const routes = Router();
  routes.use(log.record('tripay'));
  routes.use(
    express.json({ verify: log.keepBody }),
    express.urlencoded({ extended: true, verify: log.keepBody }),
  );
  routes.use(whenDown(gateway), requireKey(apiKey));

  routes.get('/merchant/payment-channel', (req, res) => {
    const { code } = read(ChannelQuery, req.query);
    const rows = channelsNamed(code).map((channel) =>
      presentChannel(channel, `${baseUrl()}/icon/${channel.code}.svg`),
    );
    succeed(res, rows, 'Success');
  });
  routes.get('/merchant/fee-calculator', (req, res) => {
    const { code, amount } = read(FeeQuery, req.query);
    succeed(
      res,
      channelsNamed(code).map((channel) => presentFee(channel, amount)),
    );
  });
  routes.get('/payment/instruction', (req, res) => {
    const { code, pay_code, amount, allow_html } = read(InstructionQuery, req.query);
    const [channel] = channelsNamed(code) as [Channel];
    const steps = instructionsFor(channel, { payCode: pay_code, amount: amount?.toLocaleString('id-ID') });
    succeed(res, allow_html === '0' ? withoutHtml(steps) : steps);
  });
  routes.post('/transaction/create', (req, res) => {
    const input = read(CreatePayment, req.body ?? {});
    const { mode } = gateway.behaviour.take(input.merchant_ref);
    if (mode === 'hang') return;
    if (mode === 'error')
      return void res.status(500).json({ success: false, message: 'Internal Server Error' });
    const payment = gateway.open(input, mode);
    if (mode === 'lost') return void req.socket.destroy();
    succeed(res, presentPayment(payment, baseUrl()));
  });
  routes.get('/transaction/detail', (req, res) =>
    succeed(res, presentDetail(asked(gateway, req), baseUrl())),
  );
  routes.get('/transaction/check-status', (req, res) => {
    res.json({ success: true, message: `Status transaksi saat ini ${asked(gateway, req).status}` });
  });
  routes.get('/merchant/transactions', (req, res) => {
    const query = read(ListQuery, req.query);
    const { rows, pagination } = transactionPage(gateway.payments.list(query), query);
    res.json({ success: true, message: '', data: rows.map((row) => presentRow(row, baseUrl())), pagination });
  });
  routes.use('/open-payment', openPaymentRoutes(gateway));
  routes.use(() => {
    throw new errors.TripayError(404, 'Not Found');
  });
  routes.use(answerError);
  return routes;
}

/** A content network's page instead of JSON, which is how an outage really looks. */
function whenDown({ behaviour }: TripayGateway): RequestHandler {
  return (_req, res, next) => {
    if (behaviour.current.mode !== 'down') return next();
    behaviour.take();
    res
      .status(502)
      .type('html')
      .send('<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>');
  };
}

function requireKey(apiKey: string): RequestHandler {
  return (req, _res, next) => {
    if (!sameText(req.get('authorization') ?? '', `Bearer ${apiKey}`)) throw errors.invalidApiKey();
    next();
  };
}

function channelsNamed(code: string | undefined): readonly Channel[] {
  if (!code) return channels;
  const channel = findChannel(code);
  if (!channel) throw errors.channelUnavailable();
  return [channel];
}

function asked(gateway: TripayGateway, req: Request): Payment {
  const payment = gateway.payments.get(read(ReferenceQuery, req.query).reference);
  if (!payment) throw errors.paymentNotFound();
  return payment;
}

/** Refusals and unreadable bodies carry a status; anything else is a fault of ours, not the gateway's word. */
const answerError: ErrorRequestHandler = (error: Error & { status?: number }, _req, res, next) => {
  if (error.status === undefined || error.status >= 500) return next(error);
  res.status(error.status).json({ success: false, message: error.message });
};
