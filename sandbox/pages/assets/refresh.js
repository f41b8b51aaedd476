// Keeps the lists fresh without touching the forms somebody may be filling in.
const everyMs = 3000;

async function refresh() {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const list of document.querySelectorAll('[data-live]')) {
    const next = fresh.querySelector(`[data-live="${list.dataset.live}"]`);
    if (next && !list.contains(document.activeElement) && list.innerHTML !== next.innerHTML)
      list.innerHTML = next.innerHTML;
  }
}

if (document.querySelector('[data-live]')) {
  setInterval(() => {
    if (!document.hidden) refresh().catch(() => undefined);
  }, everyMs);
}
