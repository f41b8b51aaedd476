import { createTransport, type Transporter } from 'nodemailer';
import { config } from '../platform/config.js';

export interface Email {
  to: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
}

/** What becomes of a message: sent, to be tried again, or given up because this address or message will never do. */
export type MailOutcome =
  { kind: 'sent'; providerId: string } | { kind: 'retry' | 'rejected'; reason: string };

let transport: Transporter | undefined;

function mailTransport(): Transporter {
  transport ??= createTransport(config.SMTP_URL, {
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as object);
  return transport;
}

interface SmtpError {
  code?: string;
  responseCode?: number;
  permanent?: boolean;
  message?: string;
}

/** A refusal with a 5xx for this recipient or message is final; everything else may pass. */
function outcomeOf(error: unknown): MailOutcome {
  const { code, responseCode, message } = error as SmtpError;
  const reason = `${code ?? 'ERROR'} ${responseCode ?? ''} ${message ?? ''}`.trim().slice(0, 300);
  const final =
    (code === 'EENVELOPE' || code === 'EMESSAGE') && (responseCode === undefined || responseCode >= 500);
  return { kind: final ? 'rejected' : 'retry', reason };
}

/** Hands one e-mail to the SMTP server; "sent" means accepted there. Never throws. */
export async function sendMail(email: Email): Promise<MailOutcome> {
  try {
    const info = (await mailTransport().sendMail({ from: config.MAIL_FROM, ...email })) as {
      messageId?: string;
    };
    return { kind: 'sent', providerId: info.messageId ?? '' };
  } catch (error) {
    return outcomeOf(error);
  }
}

export function closeMailer(): void {
  transport?.close();
  transport = undefined;
}
