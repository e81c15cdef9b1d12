/** How figures and moments are written for people. */
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const figure = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });
const signed = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3, signDisplay: 'exceptZero' });

export const showMoment = (iso: string): string => moment.format(new Date(iso));
export const showDay = (iso: string | null): string => (iso ? day.format(new Date(iso)) : '–');
export const showFigure = (value: number): string => figure.format(value);
export const showChange = (value: number): string => signed.format(value);

/** `chief_engineer` → `Chief engineer`. */
export function showWord(word: string): string {
  const text = word.replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function showBytes(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${showFigure(Math.max(1, Math.round(bytes / 1024)))} KB`
    : `${(bytes / 1048576).toFixed(1)} MB`;
}
