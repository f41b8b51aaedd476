import { config } from '../../platform/config.js';
import type { PaymentGateway } from '../gateway.js';
import { channelUnavailable } from '../payment.errors.js';
import { TripayGateway } from './tripay.js';

/** `Amanah <toko@contoh.id>` is also written without the name. */
const bareAddress = (mailbox: string) => /<([^>]+)>/.exec(mailbox)?.[1] ?? mailbox;

const known = new Map<string, PaymentGateway>();

/** Puts a gateway in place of the configured one of the same name: a sandbox of one's own, for instance. */
export function useGateway(gateway: PaymentGateway): void {
  known.set(gateway.name, gateway);
}

/** Tripay as the settings describe it, with a clean record of its failures. */
export const configuredTripay = (): TripayGateway =>
  new TripayGateway({
    baseUrl: config.TRIPAY_BASE_URL,
    apiKey: config.TRIPAY_API_KEY,
    privateKey: config.TRIPAY_PRIVATE_KEY,
    merchantCode: config.TRIPAY_MERCHANT_CODE,
    openMethods: config.TRIPAY_OPEN_METHODS,
    callbackUrl: new URL('/api/v1/callbacks/tripay', config.PUBLIC_URL).href,
    shopEmail: bareAddress(config.MAIL_FROM),
    timeoutMs: config.GATEWAY_TIMEOUT_MS,
  });

useGateway(configuredTripay());

/** @throws DomainError `channel_unavailable` for a gateway that we do not use. */
export function gatewayNamed(name: string): PaymentGateway {
  const gateway = known.get(name);
  if (!gateway) throw channelUnavailable(name);
  return gateway;
}

export const gatewayNames = (): string[] => [...known.keys()];
