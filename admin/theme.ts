import type { BrandingOptions } from 'adminjs';

/** The shop's green in place of the framework's blue; greys dark enough to read (contrast of at least 4.5 to 1). */
export const theme: NonNullable<BrandingOptions['theme']> = {
  colors: {
    primary100: '#0f6b5c',
    primary80: '#2f8a7a',
    primary60: '#6fb3a6',
    primary40: '#a9d3ca',
    primary20: '#e2f1ed',
    accent: '#0f6b5c',
    grey60: '#5b6f68',
    text: '#12261f',
    info: '#0f6b5c',
    infoDark: '#0f6b5c',
    infoLight: '#e2f1ed',
    love: '#0f6b5c',
    bg: '#f4f7f6',
    filterBg: '#ffffff',
    highlight: '#eff5f3',
    separator: '#dde7e3',
    border: '#dde7e3',
  },
  // The menu stays open on small laptops, too.
  breakpoints: ['577px', '769px', '900px', '1100px', '1440px'],
  font: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif",
} as unknown as NonNullable<BrandingOptions['theme']>;
