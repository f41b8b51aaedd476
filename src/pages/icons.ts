/** Line drawings of 24 × 24, drawn in the colour of the text around them. */
const drawings: Record<string, string> = {
  phone: '<rect x="7" y="2.5" width="10" height="19" rx="2.5"/><path d="M10.5 18.5h3"/>',
  globe: '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3.2 3 14.8 0 18M12 3c-3 3.2-3 14.8 0 18"/>',
  bolt: '<path d="M13 2.5 5 13.5h6l-1 8 8-11h-6z"/>',
  gamepad:
    '<path d="M7 8h10a5 5 0 0 1 4.8 6.3l-.6 2.2a2.3 2.3 0 0 1-4 .8L15.5 15h-7l-1.7 2.3a2.3 2.3 0 0 1-4-.8l-.6-2.2A5 5 0 0 1 7 8z"/><path d="M7.5 10v3M6 11.5h3M16 11h.01M18 12.5h.01"/>',
  wallet:
    '<path d="M4 7.5A2.5 2.5 0 0 1 6.5 5H17v3"/><rect x="4" y="8" width="17" height="12" rx="2.5"/><path d="M4 7.5V18M16.5 14h.01"/>',
  gift: '<rect x="4" y="11" width="16" height="10" rx="1.5"/><path d="M2.8 7.5h18.4V11H2.8zM12 7.5V21M12 7.5S10.5 3 8 3.2 6 7.5 12 7.5zm0 0S13.5 3 16 3.2s2 4.3-4 4.3z"/>',
  tv: '<rect x="3" y="6" width="18" height="12" rx="2"/><path d="M8 21.5h8M8.5 2.5 12 6l3.5-3.5"/>',
  heart: '<path d="M12 20.5S3.5 15.5 3.5 9.5A4.5 4.5 0 0 1 12 7.5a4.5 4.5 0 0 1 8.5 2c0 6-8.5 11-8.5 11z"/>',
  water: '<path d="M12 2.5s6.5 7 6.5 12a6.5 6.5 0 0 1-13 0c0-5 6.5-12 6.5-12z"/>',
  bricks:
    '<path d="M3 5h18v14H3zM3 9.7h18M3 14.3h18M9 5v4.7M15 5v4.7M6 9.7v4.6M12 9.7v4.6M18 9.7v4.6M9 14.3V19M15 14.3V19"/>',
  tool: '<path d="m14.5 6.5 3-3a5 5 0 0 1-6.3 6.5l-6.7 6.7a2 2 0 1 0 2.8 2.8l6.7-6.7a5 5 0 0 0 6.5-6.3l-3 3z"/>',
  message: '<path d="M4 5h16v11H9.5L5 20v-4H4z"/><path d="M8 9h8M8 12.5h5"/>',
  search: '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
  cart: '<path d="M2.5 4H5l2.5 11.5h10.8L21 7.5H6"/><circle cx="9" cy="19.5" r="1.3"/><circle cx="17" cy="19.5" r="1.3"/>',
  bell: '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0"/>',
  person: '<circle cx="12" cy="8" r="4.2"/><path d="M4 21c.6-4.5 4-6.5 8-6.5s7.4 2 8 6.5"/>',
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  cross: '<path d="m6 6 12 12M18 6 6 18"/>',
  copy: '<rect x="8.5" y="8.5" width="12" height="12" rx="2"/><path d="M15.5 8.5v-3a2 2 0 0 0-2-2h-8a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h3"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
  truck:
    '<path d="M2.5 6h11v10.5h-11zM13.5 9.5h4l3.5 3.5v3.5h-7.5z"/><circle cx="7" cy="18" r="1.8"/><circle cx="17" cy="18" r="1.8"/>',
  shield:
    '<path d="M12 2.8 4.5 5.5V12c0 4.5 3.3 7.6 7.5 9.2 4.2-1.6 7.5-4.7 7.5-9.2V5.5z"/><path d="m8.8 12 2.3 2.3 4.2-4.5"/>',
  arrow: '<path d="m9 5.5 6.5 6.5L9 18.5"/>',
  clip: '<path d="m20 11.5-8.2 8.2a5.2 5.2 0 0 1-7.4-7.4l8.6-8.6a3.5 3.5 0 0 1 5 5l-8.5 8.5a1.7 1.7 0 0 1-2.5-2.5l7.8-7.8"/>',
  out: '<path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"/>',
};

/** An inline drawing; decoration only, so that screen readers pass over it. Unknown names show a gift. */
export const icon = (name: string): string =>
  `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${drawings[Object.hasOwn(drawings, name) ? name : 'gift']}</svg>`;
