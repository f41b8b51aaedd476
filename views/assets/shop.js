'use strict';

/** Every page works without this file; it saves typing and waiting. */
const words = document.getElementById('words').dataset;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function later(milliseconds, work) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), milliseconds);
  };
}

/** A refused form says so where the reader is; a pressed button cannot be pressed again while it works. */
function watchForms() {
  document.querySelector('[data-focus]')?.focus();
  document.addEventListener('submit', ({ target, submitter }) => {
    if (!target.matches('[data-once]')) return;
    const button = submitter ?? target.querySelector('button:not([type=button])');
    if (!button) return;
    setTimeout(() => {
      button.disabled = true;
      button.dataset.label = button.textContent;
      button.textContent = words.sending;
    });
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  document.addEventListener('change', ({ target }) => {
    if (target.matches('[data-submit-on-change]') && target.reportValidity()) target.form.requestSubmit();
  });
}

/** What is paid in the end stands beside the button, whichever way is chosen. */
function showTotals() {
  const line = document.querySelector('[data-total-line]');
  if (!line) return;
  const show = () => {
    const chosen = document.querySelector('input[name=payment]:checked');
    line.hidden = !chosen;
    if (chosen) line.querySelector('[data-total-shown]').textContent = chosen.dataset.total;
  };
  document.addEventListener('change', show);
  show();
}

async function operatorOf(phone) {
  const answer = await fetch(`/api/v1/products/operators?phone=${encodeURIComponent(phone)}`);
  return answer.ok ? (await answer.json()).data.brand : null;
}

const isNumberBegun = (phone) => phone.replace(/\D/g, '').length >= 4;

/** Calls back with the operator of a number while it is typed; null when it is unknown or too short. */
function watchOperator(input, tell) {
  const look = later(180, async () => {
    const typed = input.value;
    const brand = isNumberBegun(typed) ? await operatorOf(typed).catch(() => null) : null;
    if (typed === input.value) tell(brand);
  });
  input.addEventListener('input', look);
  if (input.value) look();
}

/** On a product's page: does the number fit the product? */
function checkOperator() {
  for (const input of all('input[data-operator]')) {
    const product = input.dataset.operator;
    const note = document.createElement('p');
    note.className = 'help';
    note.setAttribute('aria-live', 'polite');
    input.after(note);
    watchOperator(input, (brand) => {
      const fits = brand === product;
      note.className = !brand ? 'help' : fits ? 'help found' : 'help doubt';
      note.textContent = brand ? fill(fits ? words.isOf : words.otherOperator, { brand, product }) : '';
    });
  }
}

/** Says which brand is shown, and brings it into sight where there are many. */
function markChip(brand) {
  for (const chip of all('[data-chip]')) {
    if (chip.dataset.chip === brand) chip.setAttribute('aria-current', 'true');
    else chip.removeAttribute('aria-current');
  }
  showChip();
}

const showChip = () =>
  document.querySelector('.chips [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });

/** On a category's page: only what fits the number, which comes along to the product. */
function narrowByOperator() {
  const form = document.querySelector('[data-narrow]');
  if (!form) return;
  const input = form.elements.phone;
  const note = form.querySelector('[data-operator]');
  const groups = all('[data-brand-group]');
  const usual = note.textContent;
  watchOperator(input, (brand) => {
    const known = groups.some((group) => group.dataset.brandGroup === brand);
    for (const group of groups) group.hidden = known && group.dataset.brandGroup !== brand;
    markChip(known ? brand : '');
    for (const link of all('.product a')) {
      const address = new URL(link.href);
      if (brand) address.searchParams.set('phone', input.value);
      else address.searchParams.delete('phone');
      link.href = address.pathname + address.search;
    }
    note.classList.toggle('found', Boolean(brand));
    note.textContent = brand ? fill(words.isOf, { brand }) : usual;
  });
}

/** Guests mostly buy for themselves. */
function copyPhone() {
  for (const input of all('[data-same-as]')) {
    const source = document.getElementById(input.dataset.sameAs);
    source?.addEventListener('change', () => {
      if (!input.value) input.value = source.value;
    });
    if (source && !input.value) input.value = source.value;
  }
}

async function toClipboard(text) {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  const field = Object.assign(document.createElement('textarea'), { value: text, readOnly: true });
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

const showCopyButtons = () => all('[data-copy]').forEach((button) => (button.hidden = false));

function watchCopying() {
  showCopyButtons();
  document.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-copy]');
    if (!button) return;
    await toClipboard(button.dataset.copy);
    const label = button.querySelector('span');
    button.dataset.label ??= label.textContent;
    label.textContent = words.copied;
    setTimeout(() => (label.textContent = button.dataset.label), 1800);
  });
}

/** The server's time runs on from when the page was made; this device's clock may be wrong. */
const serverTime = {
  at: Date.now(),
  since: performance.now(),
  set(iso) {
    this.at = Date.parse(iso);
    this.since = performance.now();
  },
  now() {
    return this.at + performance.now() - this.since;
  },
};

function tick() {
  for (const element of all('[data-until]')) {
    const seconds = Math.max(0, Math.floor((Date.parse(element.dataset.until) - serverTime.now()) / 1000));
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const shown = parts[0] > 0 ? parts : parts.slice(1);
    element.textContent = `(${shown.map((part) => String(part).padStart(2, '0')).join(':')})`;
  }
}

/** Puts the new state in place of the old, and leaves open what the reader had opened. */
function replaceOrder(page, html) {
  const open = all('details[open][data-keep]', page).map((element) => element.dataset.keep);
  page.innerHTML = html;
  for (const name of open) page.querySelector(`[data-keep="${name}"]`)?.setAttribute('open', '');
  showCopyButtons();
  tick();
}

const ends = ['SUCCESS', 'REFUNDED', 'EXPIRED', 'CANCELLED'];

/** The order's page follows its order: told by a socket, and asking now and then in case nobody tells. */
function followOrder(socket) {
  const page = document.querySelector('[data-order-page]');
  if (!page) return;
  const { orderPage: id, watch: token } = page.dataset;
  const live = document.querySelector('[data-live]');
  let asking = false;
  let again = false;

  async function look() {
    if (asking) return void (again = true);
    asking = true;
    try {
      const answer = await fetch(`/orders/${id}/state?seen=${page.dataset.version}`, { cache: 'no-store' });
      if (answer.ok) take(await answer.json());
    } catch {
      // Without a connection there is nothing new; the next look follows.
    } finally {
      asking = false;
      if (again) look((again = false));
    }
  }

  function take({ status, version, now, html }) {
    serverTime.set(now);
    if (html === undefined) return;
    page.dataset.version = version;
    replaceOrder(page, html);
    if (status !== page.dataset.status)
      live.textContent = page.querySelector('[data-status-name]').textContent;
    page.dataset.status = status;
  }

  serverTime.set(page.dataset.now);
  tick();
  setInterval(tick, 1000);
  socket?.on('connect', () => {
    socket.emit('watch-order', { id, token });
    look();
  });
  socket?.on('transaction.updated', (news) => news.id === id && look());
  const rest = () => (ends.includes(page.dataset.status) ? 60_000 : socket?.connected ? 20_000 : 4_000);
  const askNowAndThen = () =>
    setTimeout(async () => {
      if (!document.hidden) await look();
      askNowAndThen();
    }, rest());
  askNowAndThen();
  document.addEventListener('visibilitychange', () => document.hidden || look());
}

/** The number at the bell counts up when a message arrives. */
function ringBell(socket) {
  const bell = document.querySelector('[data-bell]');
  const badge = document.querySelector('[data-unread]');
  if (!socket || !bell) return;
  socket.on('notification.created', () => {
    const count = Number(badge.textContent) + 1;
    badge.textContent = String(count);
    badge.hidden = false;
    bell.setAttribute('aria-label', fill(bell.dataset.bell, { n: count }));
  });
}

/** A wallet in view shows its news, unless somebody is typing. */
function followWallet(socket) {
  const page = document.querySelector('[data-wallet]');
  socket?.on('wallet.updated', ({ wallet_id: id }) => {
    if (id === page?.dataset.wallet && !document.activeElement?.matches('input, select')) location.reload();
  });
}

function connect() {
  const wanted = document.body.hasAttribute('data-customer') || document.querySelector('[data-order-page]');
  return wanted && typeof io === 'function' ? io({ reconnectionDelayMax: 10_000 }) : null;
}

/** The account menu closes like any other menu. */
function closeMenus() {
  const shut = () => all('.menu[open]').forEach((menu) => menu.removeAttribute('open'));
  document.addEventListener('click', ({ target }) => target.closest('.menu') || shut());
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && shut());
}

watchForms();
showTotals();
checkOperator();
showChip();
narrowByOperator();
copyPhone();
watchCopying();
closeMenus();
const socket = connect();
followOrder(socket);
ringBell(socket);
followWallet(socket);
