import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';

const options = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Window {
  context: BrowserContext;
  /** What its pages complained about: uncaught errors, console errors, blocked or failed files. */
  complaints: string[];
}

export interface Chromium {
  /** A browser window of its own, without cookies of others. */
  open(options?: BrowserContextOptions): Promise<Window>;
}

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
export const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

async function openWindow(browser: Browser, settings: BrowserContextOptions): Promise<Window> {
  const context = await browser.newContext({ locale: 'id-ID', ...settings });
  const complaints: string[] = [];
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        complaints.push(`${page.url()}: ${message.text()}`);
    });
  });
  return { context, complaints };
}

/** Runs Chromium for the tests of the `describe` block in which it is called. */
export function useChromium(): Chromium {
  let browser: Browser;
  before(async function () {
    this.timeout(90_000);
    const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
    browser = await chromium.launch({ executablePath, args: options });
  });
  after(() => browser.close());
  return { open: (settings = phone) => openWindow(browser, settings) };
}
