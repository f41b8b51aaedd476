'use strict';

/** One room: its deal follows every move. Without this file it is forms and reloads. */
const room = document.querySelector('[data-room]');
const roomWords = document.getElementById('room-words').dataset;
const roomId = room.dataset.room;
const base = `/escrows/${roomId}`;

/** One look at a time; what asks meanwhile is answered by one more. */
function oneAtATime(work) {
  let busy = false;
  let again = false;
  return async function run(...given) {
    if (busy) return void (again = true);
    busy = true;
    try {
      await work(...given);
    } catch {
      // Without a connection there is nothing new; the next look follows.
    } finally {
      busy = false;
      if (again) {
        again = false;
        run(...given);
      }
    }
  };
}

function pad(number) {
  return String(number).padStart(2, '0');
}

/** Days and a clock, counted by the server's time, so that both sides read the same. */
function countDown() {
  for (const element of all('[data-timer]', room)) {
    const left = Math.max(0, Math.floor((Date.parse(element.dataset.until) - serverTime.now()) / 1000));
    const days = Math.floor(left / 86_400);
    const clock = [Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60, left % 60].map(pad).join(':');
    element.textContent = days > 0 ? `${fill(roomWords.days, { n: days })} ${clock}` : clock;
  }
}

const isTouched = (piece) =>
  all('input:not([type=hidden]), textarea, select', piece).some((field) =>
    field.type === 'file'
      ? field.files.length > 0
      : field.matches('select')
        ? field.selectedIndex > 0
        : field.value !== field.defaultValue,
  );

/** New state in place of the old; what was opened stays open. */
function replacePiece(name, html) {
  const piece = room.querySelector(`[data-piece="${name}"]`);
  const open = all('details[open][data-keep]', piece).map((each) => each.dataset.keep);
  const shut = all('details:not([open])[data-keep]', piece).map((each) => each.dataset.keep);
  piece.innerHTML = html;
  for (const each of open) piece.querySelector(`[data-keep="${each}"]`)?.setAttribute('open', '');
  for (const each of shut) piece.querySelector(`[data-keep="${each}"]`)?.removeAttribute('open');
}

function takeState({ status, version, now, pieces }) {
  serverTime.set(now);
  countDown();
  if (!pieces) return;
  const moved = status !== room.dataset.status;
  const isTyping = !moved && isTouched(room.querySelector('[data-piece=act]'));
  for (const [name, html] of Object.entries(pieces))
    if (!(name === 'act' && isTyping)) replacePiece(name, html);
  room.dataset.version = isTyping ? '' : version;
  room.dataset.status = status;
  if (moved)
    document.querySelector('[data-live]').textContent = room.querySelector('[data-status-name]').textContent;
  showCopyButtons();
  countDown();
}

const lookAtDeal = oneAtATime(async () => {
  const answer = await fetch(`${base}/state?seen=${room.dataset.version}`, { cache: 'no-store' });
  if (answer.ok) takeState(await answer.json());
});

serverTime.set(room.dataset.now);
countDown();
setInterval(countDown, 1000);
document.addEventListener('visibilitychange', () => document.hidden || lookAtDeal());
