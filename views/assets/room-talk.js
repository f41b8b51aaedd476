'use strict';

/** The chat of a room: lines come and go over a socket, and by asking where there is none. */
const lines = room.querySelector('[data-lines]');
const talk = room.querySelector('[data-talk]');
const say = room.querySelector('[data-say]');
const typing = room.querySelector('[data-typing]');

const isAtEnd = () => lines.scrollHeight - lines.scrollTop - lines.clientHeight < 80;
const toEnd = () => (lines.scrollTop = lines.scrollHeight);

/** Lines by their sequence: what is there already is put anew, so that nothing stands twice. */
function takeLines(html) {
  const box = document.createElement('ol');
  box.innerHTML = html;
  for (const line of [...box.children]) {
    const old = document.getElementById(line.id);
    if (old) old.replaceWith(line);
    else talk.append(line);
    if (line.dataset.client) talk.querySelector(`.waiting[data-client="${line.dataset.client}"]`)?.remove();
  }
  for (const waiting of all('.waiting', talk)) talk.append(waiting);
}

/** How far the other side has received and read what we wrote. */
function showMarks({ read, delivered }) {
  all('.seen', talk).forEach((mark) => mark.remove());
  const mine = all('.line.mine[data-sequence]', talk);
  const last = (limit) => mine.findLast((line) => Number(line.dataset.sequence) <= limit);
  const readLine = last(Number(read));
  const deliveredLine = last(Number(delivered));
  const mark = (line, text) => {
    const note = document.createElement('span');
    note.className = 'seen';
    note.textContent = ` · ${text}`;
    line?.querySelector('.when')?.append(note);
  };
  if (readLine) mark(readLine, roomWords.read);
  if (deliveredLine && deliveredLine !== readLine) mark(deliveredLine, roomWords.delivered);
}

const lookAtTalk = oneAtATime(async () => {
  // What was found by words stands still: new lines have no place among it.
  if ('still' in talk.dataset) return;
  const wish = new URLSearchParams({ after: talk.dataset.last, ...(document.hidden ? {} : { read: '1' }) });
  const answer = await fetch(`${base}/lines?${wish}`, { cache: 'no-store' });
  if (!answer.ok) return;
  const { html, last, more, marks } = await answer.json();
  const follow = isAtEnd();
  takeLines(html);
  talk.dataset.last = String(last);
  showMarks(marks);
  if (follow) toEnd();
  if (more) return lookAtTalk();
});

/** Somebody has put a line right that stands here already. */
async function lookAgainAt(sequence) {
  if (!document.getElementById(`m${sequence}`)) return;
  const answer = await fetch(`${base}/lines?after=${sequence - 1}`, { cache: 'no-store' });
  if (!answer.ok) return;
  const { html, marks } = await answer.json();
  takeLines(html);
  showMarks(marks);
}

async function showOlder(link) {
  const answer = await fetch(`${base}/lines?before=${link.dataset.older}`, { cache: 'no-store' });
  if (!answer.ok) return;
  const { html, before } = await answer.json();
  const height = lines.scrollHeight;
  talk.insertAdjacentHTML('afterbegin', html);
  if (before) link.dataset.older = before;
  else link.parentElement.remove();
  lines.scrollTop += lines.scrollHeight - height;
}

/** What is on its way stands there in grey, as text and never as markup. */
function showWaiting(clientId, body) {
  const line = document.createElement('li');
  line.className = 'line mine waiting';
  line.dataset.client = clientId;
  const text = document.createElement('p');
  text.className = 'body';
  text.textContent = body;
  const when = document.createElement('p');
  when.className = 'when quiet';
  when.textContent = roomWords.sending;
  line.append(text, when);
  talk.append(line);
  toEnd();
  return line;
}

function complain(text) {
  const place = say.querySelector('[data-said-wrong]');
  place.textContent = text;
  place.hidden = !text;
}

const bySocket = (clientId, body) =>
  new Promise((resolve) => {
    socket
      .timeout(5_000)
      .emit('send-message', { room_id: roomId, client_id: clientId, body }, (late, answer) =>
        resolve(!late && Boolean(answer?.data)),
      );
  });

async function byForm(fields) {
  const answer = await fetch(say.action, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: fields,
  });
  if (answer.ok) return '';
  const problem = await answer.json().catch(() => ({}));
  return problem.detail ?? roomWords.notSent;
}

/** The same client id both ways: if the answer of one road is lost, the other makes no second line. */
async function send(fields) {
  const body = say.elements.body.value.trim();
  const file = say.elements.file.files[0];
  if (!body && !file) return;
  const clientId = say.elements.client_id.value;
  const line = showWaiting(clientId, body || file.name);
  resetSay();
  complain('');
  const isSent = !file && socket?.connected && (await bySocket(clientId, body));
  const problem = isSent ? '' : await byForm(fields).catch(() => roomWords.notSent);
  if (problem) {
    line.remove();
    complain(problem);
    if (!say.elements.body.value) say.elements.body.value = body;
  }
  await lookAtTalk();
}

const newClientId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

function grow() {
  const field = say.elements.body;
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight + 2, 160)}px`;
}

function showFileName() {
  const label = say.querySelector('[data-file-name]');
  label.textContent = say.elements.file.files[0]?.name ?? label.dataset.fileName;
}

function resetSay() {
  say.elements.body.value = '';
  say.elements.file.value = '';
  say.elements.client_id.value = newClientId();
  showFileName();
  grow();
}

const mostBytes = 5 * 1024 * 1024;

function watchSay() {
  say.addEventListener('submit', (event) => {
    event.preventDefault();
    const file = say.elements.file.files[0];
    if (file && file.size > mostBytes) return complain(roomWords.tooBig);
    send(new FormData(say));
  });
  let told = 0;
  say.elements.body.addEventListener('input', () => {
    grow();
    if (Date.now() - told < 3_000) return;
    told = Date.now();
    socket?.emit('typing', { room_id: roomId, is_typing: true });
  });
  say.elements.body.addEventListener('keydown', (event) => {
    if (
      event.key !== 'Enter' ||
      event.shiftKey ||
      event.isComposing ||
      matchMedia('(pointer: coarse)').matches
    )
      return;
    event.preventDefault();
    say.requestSubmit();
  });
  say.elements.file.addEventListener('change', showFileName);
}

const stopTyping = later(4_000, () => (typing.hidden = true));

function showTyping(name) {
  typing.textContent = fill(typing.dataset.typing, { name });
  typing.hidden = false;
  if (isAtEnd()) toEnd();
  stopTyping();
}

/** Who is in the room, by the id under which the others hear of them. */
const members = new Map();

function showPresence() {
  const place = room.querySelector('[data-presence]');
  const here = [...members.values()].filter((member) => member.is_online && !member.is_you);
  place.hidden = here.length === 0;
  place.textContent = fill(place.dataset.presence, { name: here.map(({ name }) => name).join(', ') });
}

async function enter() {
  const answer = await socket
    .timeout(5_000)
    .emitWithAck('join-room', { id: roomId })
    .catch(() => null);
  for (const member of answer?.data?.members ?? []) members.set(member.id, member);
  showPresence();
  lookAtDeal();
  lookAtTalk();
}

function hear(event, work) {
  socket?.on(
    event,
    (news) => (news.room_id ?? news.escrow_id) === roomId && work(news, members.get(news.member_id)),
  );
}

function follow() {
  socket?.on('connect', enter);
  if (socket?.connected) enter();
  hear('escrow.updated', () => {
    lookAtDeal();
    lookAtTalk();
  });
  hear('escrow.message', ({ sequence }) => {
    typing.hidden = true;
    if (sequence <= Number(talk.dataset.last)) lookAgainAt(sequence);
    else lookAtTalk();
  });
  hear('escrow.marks', (_news, member) => !member?.is_you && lookAtTalk());
  hear('escrow.typing', ({ is_typing: isTyping }, member) => {
    if (!member || member.is_you) return;
    if (isTyping) showTyping(member.name);
    else typing.hidden = true;
  });
  hear('escrow.presence', ({ member_id: id, is_online: isOnline }, member) => {
    if (!member) return void enter();
    members.set(id, { ...member, is_online: isOnline });
    showPresence();
  });
  const rest = () => (socket?.connected ? 20_000 : 4_000);
  const askNowAndThen = () =>
    setTimeout(async () => {
      if (!document.hidden) await Promise.all([lookAtDeal(), lookAtTalk()]);
      askNowAndThen();
    }, rest());
  askNowAndThen();
  document.addEventListener('visibilitychange', () => document.hidden || lookAtTalk());
}

if (say) watchSay();
room.addEventListener('click', (event) => {
  const link = event.target.closest('[data-older]');
  if (!link) return;
  event.preventDefault();
  showOlder(link);
});
if (!/[?&](before|q)=/.test(location.search)) toEnd();
showMarks(talk.dataset);
follow();
