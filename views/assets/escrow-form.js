'use strict';

/** The new deal: its price is looked at in a popup before anything is made. Without this file it is a page. */
const newDeal = document.querySelector('[data-new-deal]');
const popup = document.querySelector('[data-popup]');

const amountOf = (text) => Number(text.replace(/^\s*rp\.?/i, '').replace(/[\s.]/g, '')) || 0;
const inRupiah = (amount) =>
  new Intl.NumberFormat(document.documentElement.lang, {
    style: 'currency',
    currency: 'IDR',
    maximumFractionDigits: 0,
  }).format(amount);

/** Whatever the form cannot have comes back as its page, with the reasons in their places. */
async function askForPrice() {
  const answer = await fetch(newDeal.action, {
    method: 'POST',
    headers: { 'X-Popup': '1' },
    body: new URLSearchParams(new FormData(newDeal)),
  });
  if (!answer.ok) return newDeal.submit();
  popup.innerHTML = await answer.text();
  if (!popup.open) popup.showModal();
  popup.querySelector('[name=confirmed]').focus();
}

function takeInstead(amount) {
  newDeal.elements.amount.value = amount;
  return askForPrice();
}

function watchPopup() {
  newDeal.addEventListener('submit', (event) => {
    event.preventDefault();
    askForPrice().catch(() => newDeal.submit());
  });
  popup.addEventListener('click', (event) => {
    if (event.target.closest('[data-cancel]')) {
      event.preventDefault();
      popup.close();
    } else if (event.target.matches('[name=instead]')) {
      event.preventDefault();
      takeInstead(event.target.value).catch(() => newDeal.submit());
    }
  });
  popup.addEventListener('close', () => popup.replaceChildren());
}

/** Ten rows are much to look at; those that are empty come when they are wanted. */
function watchStages() {
  const stages = all('[data-stage]', newDeal);
  const more = newDeal.querySelector('[data-more-stages]');
  const note = newDeal.querySelector('[data-stage-sum]');
  const isFilled = (row) => all('input', row).some(({ value }) => value !== '');
  const lastFilled = stages.findLastIndex(isFilled);
  stages.forEach((row, place) => (row.hidden = place > Math.max(1, lastFilled)));
  const show = () => (more.hidden = stages.every((row) => !row.hidden));
  more.addEventListener('click', () => {
    const next = stages.find((row) => row.hidden);
    if (next) next.hidden = false;
    next?.querySelector('input').focus();
    show();
  });
  const compare = () => {
    const sum = stages.reduce((total, row) => total + amountOf(row.lastElementChild.value), 0);
    const amount = amountOf(newDeal.elements.amount.value);
    note.textContent =
      sum > 0 ? fill(note.dataset.stageSum, { sum: inRupiah(sum), amount: inRupiah(amount) }) : '';
    note.classList.toggle('found', sum > 0 && sum === amount);
    note.classList.toggle('doubt', sum > 0 && sum !== amount);
  };
  newDeal.addEventListener('input', compare);
  show();
  compare();
}

if (newDeal && popup) {
  if (typeof popup.showModal === 'function') watchPopup();
  watchStages();
}
