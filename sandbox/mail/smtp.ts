import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { Behaviour } from '../behaviour.js';
import type { Mailbox } from './mailbox.js';

/** success: accepted · busy: refused for now (451) · refuse: no such user (550) · hang: no word after the recipient. */
export const mailModes = ['success', 'busy', 'refuse', 'hang'] as const;
export type MailBehaviour = Behaviour<{ mode: (typeof mailModes)[number] }>;

const largestMail = 10 * 1024 * 1024;

export interface Smtp {
  port: number;
  close(): Promise<void>;
}

/** Takes mail over plain SMTP, with or without a login, and puts it into the mailbox. */
export async function openSmtp(
  where: { host: string; port: number },
  mailbox: Mailbox,
  behaviour: MailBehaviour,
): Promise<Smtp> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: largestMail,
    closeTimeout: 500,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onRcptTo: (_address, _session, done) => {
      const { mode } = behaviour.take();
      if (mode !== 'hang') done(refusals[mode]);
    },
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      readAll(stream)
        .then((raw) => mailbox.receive(raw, recipients))
        .then(() => done(), done);
    },
  });
  // A client that hangs up in the middle is its own affair and must not end the process.
  server.on('error', () => undefined);
  await listen(server, where);
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

const refusals = {
  success: null,
  busy: Object.assign(new Error('Mailbox busy, try again later'), { responseCode: 451 }),
  refuse: Object.assign(new Error('No such user here'), { responseCode: 550 }),
};

function listen(server: SMTPServer, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
