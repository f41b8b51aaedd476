import { DomainError } from '../platform/errors.js';
import { problemOf } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { spend } from '../platform/rate-limits.js';
import { newMessageSchema, sendMessage } from '../rooms/index.js';
import { parseForm, refusedForm, type Fields } from './form.js';
import { privately } from './render.js';
import { sentForm, type SentForm } from './room-form.js';
import { dealOf, renderRoom } from './room.pages.js';
import { seeOther } from './page.js';
import type { CustomerVisit } from './wallet.pages.js';

/** The same allowance as the door of the API, and the same counter. */
const limit = { name: 'send-message', points: 60, seconds: 60 };

const messageIn = ({ form, attachmentIds }: SentForm) =>
  parseForm(newMessageSchema, {
    client_id: form['client_id'] || newId(),
    body: form['body'] ?? '',
    attachment_ids: attachmentIds,
  });

/** A script asks for JSON and shows what is wrong at the field; a form gets the room back. */
async function refuse(visit: CustomerVisit, error: unknown, form: Fields): Promise<void> {
  if (!(error instanceof DomainError) || error.status >= 500) throw error;
  if (visit.req.accepts(['html', 'json']) === 'json') {
    const problem = problemOf(error, visit.locale) as { detail: string; errors?: { message: string }[] };
    const detail = problem.errors?.[0]?.message ?? problem.detail;
    visit.res
      .status(error.status)
      .set(privately)
      .json({ ...problem, detail });
    return;
  }
  if (![409, 413, 415, 422].includes(error.status)) throw error;
  const refused = refusedForm(error, form, visit.locale);
  const detail = Object.values(refused.errors)[0] ?? refused.problem?.detail ?? '';
  await renderRoom(visit, { form: { ...refused, problem: { title: '', detail } } }, error.status);
}

/** Says something in a room, with a file or without. The same message again is stored once. */
export async function sayHere(visit: CustomerVisit): Promise<void> {
  const { id: roomId } = await dealOf(visit);
  let form: Fields = {};
  try {
    await spend(limit, visit.visitor.id);
    const sent = await sentForm(visit, roomId);
    form = sent.form;
    const { client_id: clientId, body, attachment_ids: attachmentIds } = messageIn(sent);
    const { sequence } = await sendMessage(visit.visitor, { roomId, clientId, body, attachmentIds });
    if (visit.req.accepts(['html', 'json']) === 'json') visit.res.set(privately).json({ data: { sequence } });
    else seeOther(visit, `/escrows/${roomId}#m${sequence}`);
  } catch (error) {
    await refuse(visit, error, form);
  }
}
