import type { Courier, Delivery } from '../courier.js';
import { phpJson } from '../php-json.js';
import { presentPurchase, type Purchase } from './purchase.js';
import { webhookSignature } from './signatures.js';

export type WebhookEvent = 'create' | 'update';

export interface WebhookSettings {
  webhookSecret: string;
  /** The address entered in the supplier's panel. */
  url: () => string | null;
}

/** Tells the shop how a purchase stands. The supplier documents no repetition, so there is none. */
export class Webhooks {
  constructor(
    private readonly settings: WebhookSettings,
    private readonly courier: Courier,
  ) {}

  /** Null where no address is known. */
  send(purchase: Purchase, event: WebhookEvent, { forge = false } = {}): Promise<Delivery | null> {
    const agent = purchase.bill ? 'Digiflazz-Pasca-Hookshot' : 'Digiflazz-Hookshot';
    return this.post(phpJson({ data: presentPurchase(purchase) }), { agent, event, forge });
  }

  /** A ping carries the webhook's own settings, the secret among them, and no transaction. */
  ping(hookId: string): Promise<Delivery | null> {
    const hook = {
      url: this.settings.url(),
      secret: this.settings.webhookSecret,
      type: 'transaction',
      status: 1,
    };
    return this.post(phpJson({ sed: 'ping', hook_id: hookId, hook }), {
      agent: 'Digiflazz-Hookshot',
      event: 'create',
    });
  }

  private async post(
    body: string,
    { agent, event, forge = false }: { agent: string; event: WebhookEvent; forge?: boolean },
  ): Promise<Delivery | null> {
    const url = this.settings.url();
    if (!url) return null;
    const secret = forge ? `${this.settings.webhookSecret}-forged` : this.settings.webhookSecret;
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': agent,
      'X-Digiflazz-Event': event,
      'X-Hub-Signature': webhookSignature(secret, body),
    };
    return this.courier.deliver({ provider: 'digiflazz', url, headers, body });
  }
}
